package model

// proposed is what could be done about a line: an edit, or who is asked. Where
// nothing piles up there is nothing to mend but a role that nobody holds.
func (s StepFigures) proposed() Reason {
	switch all, here := len(s.People), len(s.SignedIn); {
	case all == 0, s.OwnersOnly && !OwnerRole(s.Role):
		return because(Say{EN: "Give the role %s to somebody.", ID: "Beri peran %s kepada seseorang."}, s.Role)
	case !s.Piles:
		return Reason{}
	case s.OwnersOnly:
		return because(Say{
			EN: "Give the step to another role, or do the oldest first.",
			ID: "Beri langkah ini ke peran lain, atau kerjakan dulu yang terlama.",
		})
	case here == 0:
		return because(Say{
			EN: "Ask one of the role %s to sign in, or add a deputy.",
			ID: "Minta satu orang dari peran %s untuk masuk, atau tambahkan wakil.",
		}, s.Role)
	case here < all:
		return because(Say{
			EN: "Ask one more of the role %s to sign in, or add a deputy.",
			ID: "Minta satu orang lagi dari peran %s untuk masuk, atau tambahkan wakil.",
		}, s.Role)
	}
	return because(Say{
		EN: "Give the role %s to one more person, or give its people less of other work.",
		ID: "Beri peran %s kepada satu orang lagi, atau kurangi pekerjaan lain mereka.",
	}, s.Role)
}
