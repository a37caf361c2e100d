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

// stateWord is the state of a case for people.
func stateWord(s model.CaseState) model.Say {
	switch s {
	case model.Finished:
		return model.Say{EN: "finished", ID: "selesai"}
	case model.Cancelled:
		return model.Say{EN: "cancelled", ID: "dibatalkan"}
	}
	return model.Say{EN: "running", ID: "berjalan"}
}

// taskWord is the state of a task for people.
func taskWord(s model.TaskState) model.Say {
	switch s {
	case model.Waiting:
		return model.Say{EN: "waiting", ID: "menunggu"}
	case model.Ready:
		return model.Say{EN: "ready", ID: "siap"}
	case model.Taken:
		return model.Say{EN: "taken", ID: "diambil"}
	case model.Doing:
		return model.Say{EN: "doing", ID: "dikerjakan"}
	case model.Parked:
		return model.Say{EN: "parked", ID: "ditunda"}
	case model.SentBack:
		return model.Say{EN: "sent back", ID: "dikembalikan"}
	case model.Skipped:
		return model.Say{EN: "skipped", ID: "dilewati"}
	case model.Withdrawn:
		return model.Say{EN: "withdrawn", ID: "ditarik"}
	case model.TaskCancelled:
		return model.Say{EN: "cancelled", ID: "dibatalkan"}
	}
	return model.Say{EN: "done", ID: "selesai"}
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
