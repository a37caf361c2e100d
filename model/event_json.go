package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// bodyReader reads the body of an event by its name, nil for an unknown one.
// It is a table: a name is added here and never taken away.
func bodyReader(name string) func([]byte) (Body, error) { //nolint:cyclop,funlen // One line an event.
	switch name {
	case "case.started":
		return readBody[CaseStarted]
	case "task.ready":
		return readBody[TaskReady]
	case "task.taken":
		return readBody[TaskTaken]
	case "task.begun":
		return readBody[TaskBegun]
	case "task.set_aside":
		return readBody[TaskSetAside]
	case "task.ticked":
		return readBody[TaskTicked]
	case "field.set":
		return readBody[FieldSet]
	case "task.completed":
		return readBody[TaskCompleted]
	case "task.skipped":
		return readBody[TaskSkipped]
	case "auto.done":
		return readBody[AutoDone]
	case "choice.made":
		return readBody[ChoiceMade]
	case "work.sent_back":
		return readBody[WorkSentBack]
	case "task.withdrawn":
		return readBody[TaskWithdrawn]
	case "task.parked":
		return readBody[TaskParked]
	case "task.held":
		return readBody[TaskHeld]
	case "task.resumed":
		return readBody[TaskResumed]
	case "task.given_back":
		return readBody[TaskGivenBack]
	case "task.handed_over":
		return readBody[TaskHandedOver]
	case "undone":
		return readBody[Undone]
	case "case.migrated":
		return readBody[CaseMigrated]
	case "case.finished":
		return readBody[CaseFinished]
	case "case.cancelled":
		return readBody[CaseCancelled]
	case "shop.created":
		return readBody[ShopCreated]
	case "person.added":
		return readBody[PersonAdded]
	case "person.changed":
		return readBody[PersonChanged]
	case "pin.set":
		return readBody[PINSet]
	case "signed_in":
		return readBody[SignedIn]
	case "sign_in.failed":
		return readBody[SignInFailed]
	case "signed_out":
		return readBody[SignedOut]
	case "settings.changed":
		return readBody[SettingsChanged]
	case "process.published":
		return readBody[ProcessPublished]
	case "process.retired":
		return readBody[ProcessRetired]
	case "station.approved":
		return readBody[StationApproved]
	case "station.removed":
		return readBody[StationRemoved]
	case "exported":
		return readBody[Exported]
	}
	return actBodyReader(name)
}

func readBody[B Body](data []byte) (Body, error) {
	var b B
	err := json.Unmarshal(data, &b)
	return b, err
}

// eventJSON is the canonical form of an event: its bytes are hashed into the
// record, so the order and names of these fields never change.
type eventJSON struct {
	Seq     uint64          `json:"seq"`
	At      time.Time       `json:"at"`
	Op      string          `json:"op"`
	By      string          `json:"by,omitempty"`
	Station string          `json:"station,omitempty"`
	Case    string          `json:"case,omitempty"`
	Step    string          `json:"step,omitempty"`
	Event   string          `json:"event"`
	Data    json.RawMessage `json:"data"`
}

// MarshalJSON writes the canonical form.
func (e Event) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(e.Body)
	if err != nil {
		return nil, fmt.Errorf("event body: %w", err)
	}
	return json.Marshal(eventJSON{
		Seq: e.Seq, At: e.At.UTC(), Op: e.Op, By: e.By, Station: e.Station,
		Case: e.Case, Step: e.Step, Event: e.Body.eventName(), Data: data,
	})
}

// UnmarshalJSON reads the canonical form. It returns an error for an event
// that this program does not know.
func (e *Event) UnmarshalJSON(raw []byte) (err error) {
	read, err := ReadEvent(raw)
	if err == nil {
		*e = read
	}
	return err
}
