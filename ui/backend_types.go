package ui

import (
	"time"

	"alur/model"
)

// Receipt, Head, CaseQuery and CaseLine are what the store answers with.
type (
	// Receipt is one act.
	Receipt struct {
		Op          string
		First, Last uint64
		Events      []model.Event
		Case        string
		Existing    bool
		Undoable    bool
	}
	Head struct {
		Seq uint64
		At  time.Time
	}
	CaseQuery struct {
		Text, Process string
		State         model.CaseState
		Limit         int
	}
	CaseLine struct {
		ID, Key, Title string
		State          model.CaseState
	}
)
