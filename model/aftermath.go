package model

// Aftermath says what the events of an act did to other cases than the one it
// was about, so that whoever did it hears of it: the cases that end with it,
// and a step that now waits for the owner, because what it ran was cancelled
// before a check.
func Aftermath(events []Event, s *Shop) []Reason {
	var all []Reason
	whom := map[TaskRef]string{}
	for _, e := range events {
		ref := TaskRef{Case: e.Case, Step: e.Step}
		switch b := e.Body.(type) {
		case CaseCancelled:
			if b.With != "" {
				all = append(all, because(Say{
					EN: "%s is cancelled as well: %s no longer needs it.",
					ID: "%s ikut dibatalkan: %s tidak memerlukannya lagi.",
				}, e.Case, b.With))
			}
		case TaskReady:
			whom[ref] = b.For
		case TaskHeld:
			if b.Code == HeldUnchecked {
				all = append(all, because(Say{
					EN: "%s now waits for %s: %s.",
					ID: "%s sekarang menunggu %s: %s.",
				}, ref.String(), s.Name(whom[ref]), b.reason()))
			}
		}
	}
	return all
}
