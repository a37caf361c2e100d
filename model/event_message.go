package model

// Events of what leaves alur. Seq is the number of the MessageQueued that they
// are about.
type (
	// MessageQueued is a message that is to be sent.
	MessageQueued struct {
		Message
	}
	// MessageSent is one that the other side took.
	MessageSent struct {
		Seq uint64 `json:"seq"`
		Key string `json:"key"`
		// Tries is how often it was tried, Answer what the other side said.
		Tries  int    `json:"tries"`
		Answer string `json:"answer,omitempty"`
	}
	// MessageFailed is one that alur does not try any more.
	MessageFailed struct {
		Seq   uint64 `json:"seq"`
		Key   string `json:"key"`
		Tries int    `json:"tries"`
		Why   string `json:"why,omitempty"`
	}
	// MessageRetried is one that is tried once more from the beginning.
	MessageRetried struct {
		Seq uint64 `json:"seq"`
		Key string `json:"key"`
	}
	// MessageDropped is one that somebody gave up.
	MessageDropped struct {
		Seq    uint64 `json:"seq"`
		Key    string `json:"key"`
		Reason string `json:"reason,omitempty"`
	}
)

func (MessageQueued) eventName() string  { return "message.queued" }
func (MessageSent) eventName() string    { return "message.sent" }
func (MessageFailed) eventName() string  { return "message.failed" }
func (MessageRetried) eventName() string { return "message.retried" }
func (MessageDropped) eventName() string { return "message.dropped" }

// messageBodyReader goes on with intakeBodyReader for the events above.
func messageBodyReader(name string) func([]byte) (Body, error) {
	switch name {
	case "message.queued":
		return readBody[MessageQueued]
	case "message.sent":
		return readBody[MessageSent]
	case "message.failed":
		return readBody[MessageFailed]
	case "message.retried":
		return readBody[MessageRetried]
	case "message.dropped":
		return readBody[MessageDropped]
	}
	return timeBodyReader(name)
}

// aboutMessage reports whether an event is of a message. Cases go on without
// looking at those: nothing in a case waits for one, and what becomes of it
// keeps nobody from undoing something else.
func aboutMessage(b Body) bool {
	switch b.(type) {
	case MessageQueued, MessageSent, MessageFailed, MessageRetried, MessageDropped:
		return true
	}
	return false
}
