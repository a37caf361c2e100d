package cli

import "alur/model"

// many is a number of things; English has another word where it is one.
func many[N int | uint64](n N, one, more, indonesian string) part {
	word := more
	if n == 1 {
		word = one
	}
	return part{model.Say{EN: "%d " + word, ID: "%d " + indonesian}, []any{n}}
}

// kindWord is the kind of a process for people.
func kindWord(k model.Kind) model.Say {
	switch k {
	case model.Support:
		return model.Say{EN: "support", ID: "pendukung"}
	case model.Management:
		return model.Say{EN: "management", ID: "manajemen"}
	}
	return model.Say{EN: "core", ID: "inti"}
}

// bandName is the stable name of a band in JSON.
func bandName(b model.Band) string {
	switch b {
	case model.InHand:
		return "in_hand"
	case model.CameBack:
		return "came_back"
	case model.Pinned:
		return "pinned"
	case model.Late:
		return "late"
	case model.AtRisk:
		return "at_risk"
	}
	return "normal"
}
