package model

import "time"

// Events of the acts that stand beside the usual way of a task.
type (
	// TaskTakenOver is a claim taken away from somebody.
	TaskTakenOver struct {
		From   string `json:"from"`
		Reason string `json:"reason"`
	}
	// FourEyesWaived opens the round of a step to whom not_same_as keeps
	// from it, before Until.
	FourEyesWaived struct {
		Reason string    `json:"reason"`
		Until  time.Time `json:"until"`
	}
	// WaiverAsked is that who is kept from the step is here alone, and asks
	// that one pair of eyes may do.
	WaiverAsked struct{}
	// TaskUnclear is what somebody found unclear in a step.
	TaskUnclear struct {
		Text string `json:"text"`
	}
	// TaskPinned stands at the top of its queue before Until; without a step
	// every task of the case does.
	TaskPinned struct {
		Until time.Time `json:"until"`
	}
	// TaskUnpinned takes such a pin away.
	TaskUnpinned struct{}
	// CaseRepromised is another time that the customer was told.
	CaseRepromised struct {
		Promise time.Time `json:"promise"`
		Before  time.Time `json:"before,omitzero"`
		Reason  string    `json:"reason,omitempty"`
	}
	// CaseCommented is a line that somebody wrote on a case.
	CaseCommented struct {
		Text string `json:"text"`
	}
	// TextProposed is another text of a step that somebody asks for.
	TextProposed struct {
		Proposal Proposal `json:"proposal"`
	}
	// TextAccepted is a proposal that became a version.
	TextAccepted struct {
		Proposal int    `json:"proposal"`
		Process  string `json:"process"`
		Step     string `json:"step"`
		Version  int    `json:"version"`
	}
	// TextDeclined is a proposal that the owner did not want.
	TextDeclined struct {
		Proposal int    `json:"proposal"`
		Process  string `json:"process"`
		Step     string `json:"step"`
		Reason   string `json:"reason"`
	}
)

func (TaskTakenOver) eventName() string  { return "task.taken_over" }
func (FourEyesWaived) eventName() string { return "four_eyes.waived" }
func (WaiverAsked) eventName() string    { return "waiver.asked" }
func (TaskUnclear) eventName() string    { return "task.unclear" }
func (TaskPinned) eventName() string     { return "task.pinned" }
func (TaskUnpinned) eventName() string   { return "task.unpinned" }
func (CaseRepromised) eventName() string { return "case.repromised" }
func (CaseCommented) eventName() string  { return "case.commented" }
func (TextProposed) eventName() string   { return "text.proposed" }
func (TextAccepted) eventName() string   { return "text.accepted" }
func (TextDeclined) eventName() string   { return "text.declined" }

// actBodyReader goes on with bodyReader for the events above.
func actBodyReader(name string) func([]byte) (Body, error) {
	switch name {
	case "task.taken_over":
		return readBody[TaskTakenOver]
	case "four_eyes.waived":
		return readBody[FourEyesWaived]
	case "waiver.asked":
		return readBody[WaiverAsked]
	case "task.unclear":
		return readBody[TaskUnclear]
	case "task.pinned":
		return readBody[TaskPinned]
	case "task.unpinned":
		return readBody[TaskUnpinned]
	case "case.repromised":
		return readBody[CaseRepromised]
	case "case.commented":
		return readBody[CaseCommented]
	case "text.proposed":
		return readBody[TextProposed]
	case "text.accepted":
		return readBody[TextAccepted]
	case "text.declined":
		return readBody[TextDeclined]
	}
	return intakeBodyReader(name)
}
