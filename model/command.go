package model

import "time"

// Command is somebody's wish to change something, the only way anything
// changes. Decide answers it.
type Command struct {
	// Op is the operation id: the same id twice is one act.
	Op string
	// By is the id of the person who acts; empty for alur itself.
	By string
	// Station names the PC, or how the act came in ("command line").
	Station string
	// Seq, where not zero, is the version of the task the person saw: an act
	// on a task that has changed since is refused as stale.
	Seq uint64
	Act Act
}

// Act is what a command asks for.
type Act interface{ act() }

// Acts on a case.
type (
	// StartCase begins a case of the version in force. Where the process
	// has a key and a case of that key is there, nothing happens and the
	// decision names the case (see Existing).
	StartCase struct {
		Process  string
		Fields   Values
		Promise  time.Time
		Division string
	}
	// Take claims a ready task. It never overrides somebody else's claim.
	Take struct{ Task TaskRef }
	// Begin takes a task if need be and starts work on it; another task in
	// hand is set aside.
	Begin struct{ Task TaskRef }
	// SetTick ticks (On) or unticks a line of the checklist by its key.
	SetTick struct {
		Task TaskRef
		Item string
		On   bool
	}
	// SetField records a value; an empty one clears it. Raw texts are read
	// by ParseValue before they come here.
	SetField struct {
		Task  TaskRef
		Field string
		Value Value
	}
	// Complete finishes a task with an outcome. Ticks and Values are entered
	// first, in the same act. An empty Outcome is the only outcome, or the
	// first that goes to next.
	Complete struct {
		Task    TaskRef
		Outcome string
		Reason  string
		Ticks   []string
		Values  Values
	}
	// SendBack gives work back to a step done before in this case, by right
	// of the owner role; every arrow that came out of the steps now done
	// again is taken back.
	SendBack struct {
		Task   TaskRef
		To     string
		Reason string
	}
	// Park sets a task aside for something outside: a customer, a supplier.
	// A zero Until is until somebody resumes it.
	Park struct {
		Task   TaskRef
		Reason string
		Until  time.Time
	}
	// Resume takes up a parked task, or one that was set aside.
	Resume struct{ Task TaskRef }
	// GiveBack returns a claimed task to its role, ticks and values kept.
	GiveBack struct {
		Task   TaskRef
		Reason string
	}
	// HandOver offers a task to one person of the role, ticks and values
	// kept. With AsBegun the work goes on where it is: its start stays, and
	// only the time until the other goes on with it is a pause.
	HandOver struct {
		Task    TaskRef
		To      string
		Reason  string
		AsBegun bool
	}
	// TakeOver takes a task away from who has it, or whom it was handed to,
	// with a reason; the work goes on where it is.
	TakeOver struct {
		Task   TaskRef
		Reason string
	}
	// Waive opens a step to the person whom four eyes keep from it, for this
	// round and until the end of the day, by right of the owner role.
	Waive struct {
		Task   TaskRef
		Reason string
	}
	// AskWaiver asks the owner role to waive four eyes: by who is kept from the
	// step, where nobody else is here who may do it.
	AskWaiver struct{ Task TaskRef }
	// ReportUnclear keeps on record what of a step is not clear; the task
	// stays as it is.
	ReportUnclear struct {
		Task TaskRef
		Text string
	}
	// Pin puts a task to the top of its queue until a time, by right of the
	// owner role; without a step every task of the case.
	Pin struct {
		Task  TaskRef
		Until time.Time
	}
	// Unpin takes such a pin away.
	Unpin struct{ Task TaskRef }
	// Repromise says that the customer was told another time. Reason may be
	// empty.
	Repromise struct {
		Case    string
		Promise time.Time
		Reason  string
	}
	// Comment adds a line to a case, running or ended.
	Comment struct {
		Case string
		Text string
	}
	// Skip passes a step by, with the right of the owner role.
	Skip struct {
		Task   TaskRef
		Reason string
	}
	// Receive begins a case that another program asked for: nobody acts.
	Receive struct {
		Process string
		Fields  Values
	}
	// Deliver is news from outside for a step that waits. Where the step is not
	// there yet the news is kept until it is; where it is past, nothing happens
	// and the decision says that it was there already.
	Deliver struct {
		Task    TaskRef
		Outcome string
		Reason  string
		Values  Values
	}
	// Undo takes back the person's own last act while nobody built on it.
	Undo struct{}
	// MigrateCase moves a running case to another version of its process, if
	// its history could have happened there. Steps maps the ids of steps that
	// are called otherwise in that version, old to new.
	MigrateCase struct {
		Case    string
		Version int
		Steps   map[string]string
	}
	// FireTimer does what a timer of a task says, once its time has come: see
	// OpenTask.Timer. It is alur's own act, without a person.
	FireTimer struct {
		Task  TaskRef
		Round int
		Kind  TimerKind
	}
	// FireSchedule starts the case of a schedule whose time has come, likewise.
	FireSchedule struct {
		Process  string
		Division string
	}
	// MakeDigest keeps the digest of a day, once for each closing of the shop.
	// It is alur's own act.
	MakeDigest struct {
		For           time.Time
		Subject, Text string
	}
	// CancelCase ends a case as cancelled.
	CancelCase struct {
		Case   string
		Reason string
	}
)

// Acts on the shop.
type (
	// CreateShop is the first act on an empty database.
	CreateShop struct {
		Settings Settings
		Owner    string
	}
	// AddPerson adds somebody; Person.ID may be empty.
	AddPerson struct{ Person Person }
	// ChangePerson replaces what is known of a person but the PIN.
	ChangePerson struct{ Person Person }
	// SetPIN stores the hash of a PIN (see HashPIN); empty removes it. Account is
	// who owns the file on the shop's PC where an owner has forgotten the PIN:
	// nobody acts then.
	SetPIN struct {
		Person  string
		Hash    string
		Account string
	}
	// SignIn says that By wants in. Hash is the PIN hash that was compared
	// and Match whether the PIN fitted it; a wrong PIN is refused and on
	// record all the same.
	SignIn struct {
		Hash  string
		Match bool
	}
	// SignOut locks the screen of By.
	SignOut struct{}
	// ChangeSettings replaces the settings.
	ChangeSettings struct{ Settings Settings }
	// AddDivision makes a part of the shop known that works apart.
	AddDivision struct{ Name string }
	// RenameDivision calls a division otherwise; cases and the record stay
	// with it.
	RenameDivision struct{ Division, Name string }
	// RemoveDivision takes a division away that nobody and no running case
	// belongs to.
	RemoveDivision struct{ Division string }
	// PublishProcess makes a definition the version in force, or with a Share
	// (of 100 new cases) one on trial beside it.
	PublishProcess struct {
		Process   Process
		Divisions []string
		Share     int
		// FromName says that the definition names no id: it is that of its
		// name, which another process may have.
		FromName bool
	}
	// ApproveStation lets a PC show the screens from elsewhere, known by its
	// key.
	ApproveStation struct{ Key, Name string }
	// RemoveStation keeps a PC out again.
	RemoveStation struct{ Name string }
	// RetireProcess stops new cases.
	RetireProcess struct{ Process string }
	// ProposeText asks the owner for another text, or another how, of a step
	// of the version in force. What is empty stays as it is.
	ProposeText struct {
		Process string
		Step    string
		Text    string
		How     string
		// Task is where it was thought of, if in a task.
		Task TaskRef
	}
	// AcceptText publishes a version with the text of a proposal.
	AcceptText struct{ Proposal int }
	// DeclineText answers a proposal with why not.
	DeclineText struct {
		Proposal int
		Reason   string
	}
	// MakeSecret says that a process got a new secret, by which other programs
	// sign what they send. Print is what the record knows it by; the secret
	// itself is never in it.
	MakeSecret struct{ Process, Print string }
	// DropDelivery gives up something that came from outside and did not fit.
	DropDelivery struct {
		Number  int
		Process string
		Reason  string
	}
	// RecordExport notes that data left alur.
	RecordExport struct {
		What   string
		Form   string
		Rows   int
		Detail string
	}
)

func (StartCase) act()      {}
func (Take) act()           {}
func (Begin) act()          {}
func (SetTick) act()        {}
func (SetField) act()       {}
func (Complete) act()       {}
func (SendBack) act()       {}
func (Park) act()           {}
func (Resume) act()         {}
func (GiveBack) act()       {}
func (HandOver) act()       {}
func (TakeOver) act()       {}
func (Waive) act()          {}
func (AskWaiver) act()      {}
func (ReportUnclear) act()  {}
func (Pin) act()            {}
func (Unpin) act()          {}
func (Repromise) act()      {}
func (Comment) act()        {}
func (ProposeText) act()    {}
func (AcceptText) act()     {}
func (DeclineText) act()    {}
func (Receive) act()        {}
func (Deliver) act()        {}
func (MakeSecret) act()     {}
func (DropDelivery) act()   {}
func (Skip) act()           {}
func (Undo) act()           {}
func (MigrateCase) act()    {}
func (CancelCase) act()     {}
func (FireTimer) act()      {}
func (MakeDigest) act()     {}
func (FireSchedule) act()   {}
func (CreateShop) act()     {}
func (AddPerson) act()      {}
func (ChangePerson) act()   {}
func (SetPIN) act()         {}
func (SignIn) act()         {}
func (SignOut) act()        {}
func (ChangeSettings) act() {}
func (AddDivision) act()    {}
func (RenameDivision) act() {}
func (RemoveDivision) act() {}
func (PublishProcess) act() {}
func (RetireProcess) act()  {}
func (ApproveStation) act() {}
func (RemoveStation) act()  {}
func (RecordExport) act()   {}
