package cli

// reach says who may run a command from another PC.
type reach int

// What a command is to another PC. One that nobody decided on is at home only.
const (
	// atHomeOnly commands touch the shop's own PC: its files, its services.
	atHomeOnly reach = iota
	// anybody may run what says nothing of the shop.
	anybody
	// people may run it who have signed in; the model decides what they may.
	people
	// overseers may see it, as on the screens: owners and auditors.
	overseers
)

// reaches decides on every command, by its words; none is the run without one.
func reaches() map[string]reach {
	return map[string]reach{
		"": people,

		"next": people, "board": people, "take": people, "begin": people, "done": people, "park": people,
		"resume": people, "give": people, "skip": people, "tick": people, "untick": people, "set": people,
		"back": people, "handover": people, "takeover": people, "waive": people, "unclear": people,
		"undo": people, "start": people, "deliver": people, "import": people,

		"case list": people, "case show": people, "case story": people, "case comment": people,
		"case pin": people, "case unpin": people, "case repromise": people, "case cancel": people,

		"process list": people, "process show": people, "process templates": anybody, "process new": anybody,
		"process check": people, "process schema": anybody, "process publish": people, "process versions": people,
		"process diff": people, "process compare": overseers, "process balance": overseers, "process migrate": people,
		"process handbook": people, "process export": people, "process retire": people, "process propose": people,
		"process proposals": people, "process accept": people, "process decline": people,

		"person list": overseers, "person add": people, "person set": people, "person pin": people,
		"division list": overseers, "division add": people, "division rename": people, "division remove": people,
		"mapping list": overseers, "mapping forget": people,
		"settings get": overseers, "settings set": people, "hours show": people, "hours set": people,
		"audit": overseers, "digest": overseers, "audit verify": overseers, "bottlenecks": overseers, "export": overseers,

		"station list": overseers, "station approve": people, "station remove": people,
		"secret show": people, "secret new": people,
		"deliveries list": overseers, "deliveries show": overseers, "deliveries replay": people, "deliveries drop": people,
		"outbox list": overseers, "outbox retry": people, "outbox drop": people, "outbox secret": people,
		"check": overseers, "version": anybody, "man": anybody, "help": anybody,
	}
}
