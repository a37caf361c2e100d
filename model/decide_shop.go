package model

import (
	"slices"
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
	var err error
	if settings.Divisions, err = s.shop.checkDivisions(settings); err != nil {
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

// publish makes a definition the version in force; the same definition again
// is no new version.
func (s *shopwork) publish(a PublishProcess) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	var err error
	if a.Divisions, err = s.shop.divisionIDs(a.Divisions); err != nil {
		return err
	}
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
	if err := checkVisible(p); err != nil {
		return nil, err
	}
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
	a.What, a.Form, a.Detail = tidyReason(a.What), tidyReason(a.Form), tidyReason(a.Detail)
	return s.emit(Exported(a))
}
