package model

// Words is where a case stands, for people.
func (s CaseState) Words() Say {
	switch s {
	case Finished:
		return Say{EN: "finished", ID: "selesai"}
	case Cancelled:
		return Say{EN: "cancelled", ID: "dibatalkan"}
	}
	return Say{EN: "running", ID: "berjalan"}
}

// Words is where a task stands, for people.
func (s TaskState) Words() Say {
	switch s {
	case Waiting:
		return Say{EN: "waiting", ID: "menunggu"}
	case Ready:
		return Say{EN: "ready", ID: "siap"}
	case Taken:
		return Say{EN: "taken", ID: "diambil"}
	case Doing:
		return Say{EN: "doing", ID: "dikerjakan"}
	case Parked:
		return Say{EN: "parked", ID: "ditunda"}
	case SentBack:
		return Say{EN: "sent back", ID: "dikembalikan"}
	case Skipped:
		return Say{EN: "skipped", ID: "dilewati"}
	case Withdrawn:
		return Say{EN: "withdrawn", ID: "ditarik"}
	case TaskCancelled:
		return Say{EN: "cancelled", ID: "dibatalkan"}
	}
	return Say{EN: "done", ID: "selesai"}
}
