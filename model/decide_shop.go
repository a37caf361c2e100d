package model

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// decideShop decides the acts on the shop; handled is false for any other.
func decideShop(v View, cmd Command, now time.Time) (events []Event, handled bool, err error) {
	s := &shopwork{v: v, cmd: cmd, now: now, shop: v.Shop()}
	switch act := cmd.Act.(type) {
	case CreateShop:
		err = s.create(act)
	case AddPerson:
		err = s.add(act.Person)
	case ChangePerson:
		err = s.change(act.Person)
	case SetPIN:
		err = s.setPIN(act)
	case SignIn:
		err = s.signIn(act)
	case SignOut:
		err = s.signOut()
	case ChangeSettings:
		err = s.settings(act.Settings)
	case AddDivision:
		err = s.addDivision(act)
	case RenameDivision:
		err = s.renameDivision(act)
	case RemoveDivision:
		err = s.removeDivision(act)
	case PublishProcess:
		err = s.publish(act)
	case RetireProcess:
		err = s.retire(act.Process)
	case RecordExport:
		err = s.exported(act)
	case ProposeText:
		err = s.propose(act)
	case AcceptText:
		err = s.accept(act)
	case DeclineText:
		err = s.decline(act)
	default:
		handled, err := s.ofStations(cmd.Act)
		return s.events, handled, err
	}
	return s.events, true, err
}

// shopwork is the shop while a command is decided on it.
type shopwork struct {
	v      View
	cmd    Command
	now    time.Time
	shop   *Shop
	events []Event
}

func (s *shopwork) emit(b Body) error {
	s.events = append(s.events, Event{At: s.now, Op: s.cmd.Op, By: s.cmd.By, Station: s.cmd.Station, Body: b})
	return nil
}

// create is the first act on an empty database.
func (s *shopwork) create(a CreateShop) error {
	if len(s.shop.People) > 0 {
		return refuse("shop_exists", Say{
			EN: "There is a shop here already: %s. Name another file with --db to begin a new one.",
			ID: "Di sini sudah ada toko: %s. Sebut berkas lain dengan --db untuk memulai yang baru.",
		}, s.shop.Settings.Name)
	}
	settings := a.Settings.withDefaults()
	if settings.Hours.noWeek() {
		settings.Hours.Week = DefaultHours().Week
	}
	if err := settings.Check(); err != nil {
		return err
	}
	name, err := needPerson(a.Owner, Say{EN: "your name", ID: "nama Anda"})
	if err != nil {
		return err
	}
	owner := Person{ID: personSlug(name), Name: name, Owner: true, Lang: settings.Lang}
	s.cmd.By = owner.ID
	if err := s.emit(ShopCreated{Settings: settings}); err != nil {
		return err
	}
	return s.emit(PersonAdded{Person: owner})
}

// withDefaults fills in what a new shop has not said.
func (s Settings) withDefaults() Settings {
	s.Name = strings.TrimSpace(CleanText(s.Name))
	if s.Name == "" {
		s.Name = "alur"
	}
	if s.Lang == "" {
		s.Lang = English
	}
	if s.Zone == "" {
		s.Zone = DefaultZone
	}
	if s.Decimal == "" {
		s.Decimal = map[bool]string{true: ",", false: "."}[s.Lang == Indonesian]
	}
	s.Currency = strings.TrimSpace(CleanText(s.Currency))
	if s.Currency == "" {
		s.Currency = "Rp"
	}
	if s.CSVSeparator == "" {
		s.CSVSeparator = map[bool]string{true: ";", false: ","}[s.Decimal == ","]
	}
	if s.IdleLock == "" {
		s.IdleLock = "10m"
	}
	if s.InHand == 0 {
		s.InHand = 1
	}
	if s.ClaimsBack == "" {
		s.ClaimsBack = BackAtClosing
	}
	s.BackupFolder = strings.TrimSpace(CleanText(s.BackupFolder))
	s.WakeOwner = tidyWake(s.WakeOwner)
	s.DivisionHours = tidyHours(s.DivisionHours)
	return s
}

func (h Hours) empty() bool {
	for _, day := range h.Week {
		if len(day) > 0 {
			return false
		}
	}
	return len(h.Closed) == 0
}

// Check refuses settings that no screen or figure could work with, with a
// *Refusal that says which.
func (s Settings) Check() error {
	bad := func(what Say, got any) error {
		return refuse("bad_setting", Say{EN: "%s, not %q.", ID: "%s, bukan %q."}, what, got)
	}
	switch {
	case s.Name == "":
		return refuse("missing_name", Say{EN: "The shop needs a name.", ID: "Toko perlu nama."})
	case s.Lang != English && s.Lang != Indonesian:
		return bad(Say{EN: "The language is en or id", ID: "Bahasanya en atau id"}, string(s.Lang))
	case s.Decimal != "," && s.Decimal != ".":
		return bad(Say{EN: "The decimal sign is , or .", ID: "Tanda desimal adalah , atau ."}, s.Decimal)
	case s.CSVSeparator != "," && s.CSVSeparator != ";":
		return bad(Say{EN: "The separator is , or ;", ID: "Pemisahnya , atau ;"}, s.CSVSeparator)
	case s.InHand < 1 || s.InHand > 2:
		return bad(Say{EN: "A person has 1 or 2 tasks in hand", ID: "Satu orang memegang 1 atau 2 tugas"}, itoa(s.InHand))
	case s.ClaimsBack != BackAtClosing && s.ClaimsBack != BackNever:
		return bad(Say{EN: "Claims come back at closing or never", ID: "Tugas diambil kembali saat closing (tutup) atau never (tidak pernah)"}, s.ClaimsBack)
	}
	if span, err := ParseSpan(s.IdleLock); err != nil || span.Days > 0 || span.Time < time.Minute {
		return bad(Say{EN: "The idle lock is a length of time, such as 10 min or 1 hour", ID: "Kunci saat diam adalah lama waktu, seperti 10 menit atau 1 jam"}, s.IdleLock)
	}
	if err := s.checkImportMaps(); err != nil {
		return err
	}
	if err := s.Tell.check(); err != nil {
		return err
	}
	if err := s.checkWake(); err != nil {
		return err
	}
	return s.checkHours()
}

// checkHours refuses hours of the shop or of a division that can't be meant;
// a division without any goes by those of the shop.
func (s Settings) checkHours() error {
	if s.Hours.noWeek() {
		return s.Hours.Check()
	}
	hours := []Hours{s.Hours}
	for _, division := range slices.Sorted(maps.Keys(s.DivisionHours)) {
		hours = append(hours, s.DivisionHours[division])
	}
	for _, h := range hours {
		if err := checkHours(h, s.Zone); err != nil {
			return err
		}
	}
	return nil
}

// checkHours refuses hours that nothing can be reckoned in.
func checkHours(h Hours, zone string) error {
	if _, err := NewCalendar(h, zone); err != nil {
		if Refused(err) != nil {
			return err
		}
		return refuse("bad_hours", Say{
			EN: "The hours or the time zone can't be used: %s.",
			ID: "Jam buka atau zona waktu tidak bisa dipakai: %s.",
		}, err.Error())
	}
	return h.overlapping(true)
}

func needName(text string, what Say) (string, error) {
	name := strings.Join(strings.Fields(CleanText(text)), " ")
	if saysNothing(name) {
		return "", refuse("missing_name", Say{EN: "Please give %s.", ID: "Mohon isi %s."}, what)
	}
	if len([]rune(name)) > 60 {
		return "", refuse("long_name", Say{
			EN: "That name is too long: 60 letters at most.",
			ID: "Nama itu terlalu panjang: paling banyak 60 huruf.",
		})
	}
	return name, nil
}

func (s *shopwork) settings(next Settings) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	next = next.withDefaults()
	if err := next.Check(); err != nil {
		return err
	}
	var err error
	if next.Divisions, err = s.shop.checkDivisions(next); err != nil {
		return err
	}
	return s.emit(SettingsChanged{Settings: next, Before: s.shop.Settings})
}

// Same reports whether other settings say what these say.
func (s Settings) Same(other Settings) bool {
	return reflect.DeepEqual(s.withDefaults(), other.withDefaults())
}

// publish makes a definition the version in force; the same definition again
// is no new version.
func (s *shopwork) publish(a PublishProcess) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	a.Divisions = s.shop.divisionIDs(a.Divisions)
	f, err := sound(a.Process)
	if err != nil {
		return err
	}
	head := s.shop.Processes[f.Process.ID]
	version := 1
	if head != nil && a.FromName && !sameName(head.Name, f.Process.Name) {
		return refuse("same_id", Say{
			EN: "%q would become a version of %q: both names give the id %s. Where that is meant, write id: %[3]s in the file; else write another id.",
			ID: "%q akan menjadi versi dari %q: kedua nama menghasilkan id %s. Jika itu maksudnya, tulis id: %[3]s di berkas; jika tidak, tulis id lain.",
		}, f.Process.Name, head.Name, head.ID)
	}
	if head != nil {
		version = head.Latest() + 1
		last := head.Versions[len(head.Versions)-1]
		switch same := !head.Retired && last.Hash == f.Hash(); {
		case same && slices.Equal(last.Divisions, a.Divisions) && last.Share == a.Share:
			return nil
		case same && a.Share == 0 && len(a.Divisions) == 0:
			version = last.Version // Rolled out, it stays the version it was on trial.
		}
	}
	if err := s.wasApart(f, head); err != nil {
		return err
	}
	if err := s.onTrial(a, f, head); err != nil {
		return err
	}
	return s.emit(ProcessPublished{Version: version, Hash: f.Hash(), Divisions: a.Divisions, Share: a.Share, Process: f.Process})
}

// wasApart refuses a step that says it had another id before, where the version
// before has both: what was done there would count as done here, and a check
// as made that nobody made.
func (s *shopwork) wasApart(f *Flow, head *ProcessHead) error {
	if head == nil {
		return nil
	}
	before := s.v.Flow(head.ID, head.Latest())
	if before == nil {
		return nil
	}
	for _, step := range f.Process.Steps {
		if step.Was != "" && before.Step(step.ID) != nil && before.Step(step.Was) != nil {
			return refuse("was_apart", Say{
				EN: "%q was there beside %q in version %d, so it can't be what that one was: leave was: out, or give the step an id that is new.",
				ID: "%q sudah ada di samping %q di versi %d, jadi tidak mungkin lanjutannya: hapus was:, atau beri langkah ini id yang baru.",
			}, step.ID, step.Was, head.Latest())
		}
	}
	return nil
}

// sound compiles a definition that is to come in force and looks at every
// state its cases can come to: whoever publishes it, from a file, a screen or
// a script, no case may come to stand still by what the definition says.
func sound(p Process) (*Flow, error) {
	f, faults := Verify(p)
	for _, fault := range faults {
		if !fault.Warning {
			return nil, refuse("process_faults", Say{
				EN: "The process can't be published: %s",
				ID: "Proses tidak bisa diterbitkan: %s",
			}, fault)
		}
	}
	return f, nil
}

func (s *shopwork) retire(process string) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	head := s.shop.Processes[process]
	if head == nil {
		return refuse("unknown_process", Say{EN: "There is no process %q.", ID: "Tidak ada proses %q."}, process)
	}
	if head.Retired {
		return nil
	}
	return s.emit(ProcessRetired{Process: process})
}

// exported notes that data left; an auditor may take a copy as well.
func (s *shopwork) exported(a RecordExport) error {
	p := s.shop.People[s.cmd.By]
	if p == nil || p.Gone || !p.Owner && !p.Auditor {
		return refuse("owner_only", Say{
			EN: "Only an owner or an auditor may export. Ask %s.",
			ID: "Hanya pemilik atau auditor yang boleh mengekspor. Tanyakan kepada %s.",
		}, ownerName(s.shop))
	}
	return s.emit(Exported(a))
}
