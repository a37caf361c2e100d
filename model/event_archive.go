package model

import (
	"fmt"
	"slices"
)

// RecordArchived is on record where the older part of it, up to the event Seq,
// was moved to a file of its own. Kept is the sum of what the shop keeps of that
// part, so that the record proves this as well.
type RecordArchived struct {
	Seq  uint64 `json:"seq"`
	Hash string `json:"hash"`
	File string `json:"file"`
	// Events and Cases are how many left the shop with it.
	Events uint64 `json:"events"`
	Cases  int    `json:"cases"`
	Kept   string `json:"kept"`
}

func (RecordArchived) eventName() string { return "record.archived" }

// ArchiveRecord notes that the older part of the record was moved to a file.
type ArchiveRecord struct {
	Seq    uint64
	Hash   string
	File   string
	Events uint64
	Cases  int
	Kept   string
}

func (ArchiveRecord) act() {}

// longestFile is the longest name of a file that disks take, in bytes.
const longestFile = 255

// archived notes that older events left the shop: that is the owner's alone to
// say, since nobody can put them back.
func (s *shopwork) archived(a ArchiveRecord) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	if a.File != tidyName(a.File) || len(a.File) > longestFile {
		return refuse("bad_file", Say{
			EN: "%q can't be the name of an archive: give one of at most %d letters, all of which can be seen.",
			ID: "%q tidak bisa menjadi nama arsip: beri nama paling banyak %d huruf yang semuanya terlihat.",
		}, shorten(a.File), longestFile)
	}
	a.Hash, a.Kept = Cut(tidyReason(a.Hash), longestKey), Cut(tidyReason(a.Kept), longestKey)
	return s.emit(RecordArchived(a))
}

// archiveBodyReader goes on with timeBodyReader.
func archiveBodyReader(name string) func([]byte) (Body, error) {
	if name == (RecordArchived{}).eventName() {
		return readBody[RecordArchived]
	}
	return nil
}

// archiveVerb goes on with timerVerb.
func archiveVerb(name string) Say {
	if name == (RecordArchived{}).eventName() {
		return Say{EN: "archived", ID: "mengarsipkan"}
	}
	return Say{}
}

// ofArchive says what was archived.
func (d describing) ofArchive(w *EventWords) {
	b, ok := d.e.Body.(RecordArchived)
	if !ok {
		return
	}
	w.What = because(Say{EN: "the record up to event %d", ID: "catatan sampai kejadian %d"}, b.Seq)
	w.Detail = because(Say{EN: "in %s: events %d, finished cases %d", ID: "di %s: kejadian %d, kasus selesai %d"}, b.File, b.Events, b.Cases)
}

// ReplayOn folds what happened in a case since the state it is in: it stands
// for its history up to then, which lies in an archive. It is an error where
// that history would have to be known: a case of which an older act is undone, or which is
// moved to another version. The case is changed in place.
func ReplayOn(f *Flow, c *Case, events []Event) (*Case, error) {
	undone := map[string]bool{}
	for _, e := range events {
		switch b := e.Body.(type) {
		case Undone:
			if !happened(events, b.Undoes) {
				return nil, fmt.Errorf("event %d: it undoes what lies in an archive", e.Seq)
			}
			undone[b.Undoes] = true
		case CaseMigrated:
			return nil, fmt.Errorf("event %d: it moves a case that lies in an archive", e.Seq)
		}
	}
	for _, e := range events {
		if _, undo := e.Body.(Undone); undo {
			c.seen(e)
			continue
		}
		if undone[e.Op] {
			continue
		}
		next, err := Apply(f, c, e)
		if err != nil {
			return nil, err
		}
		c = next
	}
	return c, nil
}

// happened reports whether an operation is in the history of a case: what lies
// in an archive is not.
func happened(history []Event, op string) bool {
	return slices.ContainsFunc(history, func(e Event) bool { return e.Op == op })
}

// inArchive says why an act can't be taken back any more.
func inArchive(id string) *Refusal {
	return refuse("archived", Say{
		EN: "It can't be undone any more: what was done in %s lies in an archive.",
		ID: "Sudah tidak bisa diurungkan: yang dikerjakan di %s ada di arsip.",
	}, id)
}
