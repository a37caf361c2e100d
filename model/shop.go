package model

import "time"

// Person is somebody who works in the shop.
type Person struct {
	// ID is a slug of the name, and stays when the name changes.
	ID   string `json:"id"`
	Name string `json:"name"`
	// Owner may do everything, Auditor may only read.
	Owner   bool     `json:"owner,omitempty"`
	Auditor bool     `json:"auditor,omitempty"`
	Roles   []string `json:"roles,omitempty"`
	// Deputy are the roles that the person helps out in: a task of theirs that
	// is overdue is offered to them as well.
	Deputy []string `json:"deputy,omitempty"`
	// Division is where the person works; empty for the whole shop.
	Division string `json:"division,omitempty"`
	Lang     Lang   `json:"lang,omitempty"`
	// Address is where the person is told something outside alur: an e-mail
	// address or a phone number.
	Address string `json:"address,omitempty"`
	// Hours are the person's own; empty for those of the division.
	Hours Hours `json:"hours,omitzero"`
	// Gone people keep their history and can do nothing.
	Gone bool `json:"gone,omitempty"`
	// PIN is the hash of the PIN (see HashPIN), or empty for none.
	PIN string `json:"pin,omitempty"`
	// Failed counts wrong PINs since the last right one, and Locked is the
	// time before which no further try is taken.
	Failed int       `json:"failed,omitempty"`
	Locked time.Time `json:"locked,omitzero"`
	// SignedIn is the time of the last sign-in, zero after signing out.
	SignedIn time.Time `json:"signedIn,omitzero"`
	// Recovered is when the PIN was last set without the old one.
	Recovered Recovered `json:"recovered,omitzero"`
}

// DefaultZone is the time zone of a shop that has named none.
const DefaultZone = "Asia/Jakarta"

// Settings are what an owner sets once for the shop.
type Settings struct {
	Name string `json:"name"`
	Lang Lang   `json:"lang"`
	// Zone is the IANA time zone of the shop: "Asia/Jakarta".
	Zone string `json:"zone"`
	// Currency stands before amounts: "Rp".
	Currency string `json:"currency,omitempty"`
	// Decimal is "," or ".", how numbers are shown and typed on screens.
	Decimal string `json:"decimal,omitempty"`
	// CSVSeparator is "," or ";", for the Excel form of an export.
	CSVSeparator string `json:"csvSeparator,omitempty"`
	// IdleLock is the span without a key after which screens lock: "10m".
	IdleLock string `json:"idleLock,omitempty"`
	// InHand is how many tasks a person may have in hand: 1 or 2.
	InHand int `json:"inHand,omitempty"`
	// ClaimsBack is "closing" where claims come back to their role when the
	// shop closes, which is usual, or "never".
	ClaimsBack string `json:"claimsBack,omitempty"`
	// AskPIN makes the command line ask for the PIN as well.
	AskPIN bool  `json:"askPin,omitempty"`
	Hours  Hours `json:"hours,omitzero"`
	// Tell is how people outside the program are told.
	Tell Tell `json:"tell,omitzero"`
	// BackupFolder is where the daily backups lie; empty is a folder beside the
	// database.
	BackupFolder string `json:"backupFolder,omitempty"`
	// WakeOwner is what the owner is told of at once, such as "held, message";
	// WakeNothing for nothing, empty for what is usual.
	WakeOwner string `json:"wakeOwner,omitempty"`
	// Divisions are what divisions are called, by id (see DivisionIDs).
	Divisions map[string]string `json:"divisions,omitempty"`
	// DivisionHours are the hours of divisions that have their own.
	DivisionHours map[string]Hours `json:"divisionHours,omitempty"`
	// ImportMaps are how files are imported, by name.
	ImportMaps map[string]ImportMap `json:"importMaps,omitempty"`
}

// Published is one version of a process in force, past or present.
type Published struct {
	Version int    `json:"version"`
	Hash    string `json:"hash"`
	// At is when it was published.
	At time.Time `json:"at"`
	// Divisions limits the version; empty means all.
	Divisions []string `json:"divisions,omitempty"`
	// Share is how many of 100 new cases begin with it while it is on trial,
	// 1 to 99; 0 where it is in force for all.
	Share int `json:"share,omitempty"`
}

// ProcessHead is what the shop knows of a process without reading its
// definitions.
type ProcessHead struct {
	ID       string      `json:"id"`
	Name     string      `json:"name"`
	Kind     Kind        `json:"kind"`
	Versions []Published `json:"versions"`
	Retired  bool        `json:"retired,omitempty"`
	// LastNumber is the number of the newest case.
	LastNumber int `json:"-"`
	// Fired is for when its schedule last fired, by division; empty for the
	// whole shop.
	Fired map[string]time.Time `json:"fired,omitempty"`
}

// Latest is the newest version.
func (h *ProcessHead) Latest() int {
	if len(h.Versions) == 0 {
		return 0
	}
	return h.Versions[len(h.Versions)-1].Version
}

// Shop is everything about the shop that is not a case.
type Shop struct {
	Settings
	People    map[string]*Person      `json:"people"`
	Processes map[string]*ProcessHead `json:"processes"`
	// Founded is when the shop was made in alur.
	Founded time.Time `json:"founded,omitzero"`
	// Digested is the closing for which the last digest was made.
	Digested time.Time `json:"digested,omitzero"`
	// Called is what the owner was told of at once, the last time.
	Called Called `json:"called,omitzero"`
	// Stations are the PCs that may show the screens from elsewhere, by key.
	Stations map[string]*Station `json:"stations,omitempty"`
	// Proposals are the texts that people asked for and nobody answered yet,
	// the oldest first; LastProposal numbers them.
	Proposals    []Proposal `json:"proposals,omitempty"`
	LastProposal int        `json:"lastProposal,omitempty"`
}

// Proposal is another text, or another how, of a step that somebody asks the
// owner for. What is empty stays as it is.
type Proposal struct {
	Number  int    `json:"number"`
	Process string `json:"process"`
	Step    string `json:"step"`
	Text    string `json:"text,omitempty"`
	How     string `json:"how,omitempty"`
	// OldText and OldHow are what stood there in Version.
	OldText string    `json:"oldText"`
	OldHow  string    `json:"oldHow,omitempty"`
	Version int       `json:"version"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	// Task is where it was thought of, if in a task.
	Task TaskRef `json:"task,omitzero"`
}
