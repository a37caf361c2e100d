package store

import (
	"encoding/hex"
	"fmt"
	"time"

	"alur/model"
	"alur/model/findings"
)

// Receipt is what came of a command that was done.
type Receipt struct {
	// Op is the operation id: the command with the same id again gives the
	// same receipt and changes nothing.
	Op string
	// First and Last number the events; both 0 where nothing had to happen.
	First, Last uint64
	Events      []model.Event
	// Case is the case that was started or worked on, Existing true where a
	// case of the same key was there already.
	Case     string
	Existing bool
	// Undoable is true where the person can take the act back.
	Undoable bool
}

// Head is the end of the record: its newest event, and the hash that proves
// everything before it.
type Head struct {
	Seq  uint64
	Hash [32]byte
	// At is the time of the newest event; it is not part of the proof.
	At time.Time
}

// String is the form people note: N:HASH.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, hex.EncodeToString(h.Hash[:])) }

// CaseQuery says which cases are looked for.
type CaseQuery struct {
	// Text is in the number, the title, the key or what is recorded of it in
	// words (names, products, phone numbers, codes), in any case of letters;
	// of phone numbers the digits count. Empty is every case. A case whose
	// number or key it is exactly comes first.
	Text    string
	Process string
	State   model.CaseState
	// Limit is how many lines at most; 0 is a hundred.
	Limit int
}

// CaseLine is one case in a list.
type CaseLine struct {
	ID      string          `json:"id"`
	Process string          `json:"process"`
	Key     string          `json:"key,omitempty"`
	Title   string          `json:"title"`
	State   model.CaseState `json:"state"`
	Started time.Time       `json:"started"`
	// Facts are what people know the case by besides, by field and place.
	Facts []Fact `json:"facts,omitempty"`
	// Found is the fact in which a text was found that is not in the number,
	// the title or the key; nil else.
	Found *Fact `json:"-"`
}

// Fact is one value of a case as it was recorded.
type Fact struct {
	Field string `json:"field"`
	Text  string `json:"text"`
	// Digits are those of a phone number that was written with more.
	Digits string `json:"digits,omitempty"`
}

// AuditQuery says which lines of the record are wanted; zero fields ask for
// everything.
type AuditQuery struct {
	Case   string
	Person string
	// Since and Until bound the wall clock of an event, both included.
	Since, Until time.Time
	// Names are the events wanted, as model.Event.Name gives them.
	Names []string
	// Before, where not 0, is the number that lines have to be below: how a
	// list goes on to older lines.
	Before uint64
	// Limit is how many at most, the newest; 0 is all.
	Limit int
}

// NotedHead is a head as people noted it outside the database.
type NotedHead struct {
	// Seq is the number of its event, 0 where only the hash was noted.
	Seq uint64
	// Hash is its hash in hex, or the begin of it as screens show it.
	Hash string
}

// String is what was noted: N:HASH, or HASH.
func (h NotedHead) String() string {
	if h.Seq == 0 {
		return h.Hash
	}
	return fmt.Sprintf("%d:%s", h.Seq, h.Hash)
}

// Noted is the head as one would note it.
func (h Head) Noted() *NotedHead {
	return &NotedHead{Seq: h.Seq, Hash: hex.EncodeToString(h.Hash[:])}
}

// VerifyReport says that the record is whole up to a head.
type VerifyReport struct {
	Head Head
	// Noted is where in the record the head stands that was noted; nil where
	// none was.
	Noted *Head
	// Begun is when the proof was begun.
	Begun time.Time
	// Base is where the proof began, nil where it did with the first event; what
	// is kept of before is proven by its sum.
	Base *Base
}

// CheckReport says what a check went through.
type CheckReport struct {
	Head   Head
	Events uint64
	Cases  int
	Open   int
	// Base is where the record begins, nil where it begins with its first event.
	Base *Base
}

// BottleneckQuery says which work the owner looks at.
type BottleneckQuery struct {
	// Since is the begin of the period whose finished work is what is usual.
	Since time.Time
	// Until ends that period for the figures of what was done; what holds now
	// holds now. Zero is now.
	Until time.Time
	// Process, Version, Kind and Division narrow it down; empty is all.
	Process  string
	Version  int
	Kind     model.Kind
	Division string
}

// Question asks what was done of the same work.
func (q BottleneckQuery) Question() findings.Question {
	return findings.Question{From: q.Since, To: q.Until, Process: q.Process, Version: q.Version, Kind: q.Kind, Division: q.Division}
}
