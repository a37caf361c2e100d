package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// add adds somebody; names are told apart by people, so no two are the same.
func (s *shopwork) add(p Person) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	p, err := s.tidy(p)
	if err != nil {
		return err
	}
	if p.ID == "" {
		p.ID = s.freePersonID(p.Name)
	}
	if !isID(p.ID) || len(p.ID) > longestName || s.shop.People[p.ID] != nil {
		return refuse("person_exists", Say{
			EN: "The id %q is taken or can't be used.",
			ID: "Id %q sudah dipakai atau tidak bisa dipakai.",
		}, shorten(p.ID))
	}
	p.PIN, p.Failed, p.Locked, p.SignedIn, p.Recovered = "", 0, time.Time{}, time.Time{}, Recovered{}
	return s.emit(PersonAdded{Person: p})
}

func (s *shopwork) freePersonID(name string) string {
	id := personSlug(name)
	for n := 2; s.shop.People[id] != nil; n++ {
		id = fmt.Sprintf("%s-%d", personSlug(name), n)
	}
	return id
}

// personSlug is the id of a person of that name. One that programs take for
// "no value" is none: pandas, and with it pm4py, would read the work of Nan in
// an export as that of nobody.
func personSlug(name string) string {
	switch slug := slugOr(name, "person"); slug {
	case "na", "nan", "nil", "none", "null":
		return "person-" + slug
	default:
		return slug
	}
}

// needPerson is needName for somebody who works here: the record calls itself
// alur, so nobody else may.
func needPerson(text string, what Say) (string, error) {
	name, err := needName(text, what)
	if err == nil && strings.EqualFold(name, "alur") {
		err = refuse("reserved_name", Say{
			EN: "Nobody can be called alur: the record says alur where it did something by itself.",
			ID: "Tidak ada yang bisa bernama alur: catatan menulis alur untuk hal yang dilakukannya sendiri.",
		})
	}
	return name, err
}

// tidy cleans what people typed of a person, and refuses a second one of the
// same name.
func (s *shopwork) tidy(p Person) (Person, error) {
	name, err := needPerson(p.Name, Say{EN: "a name", ID: "nama"})
	if err != nil {
		return p, err
	}
	p.Name = name
	p.Hours = p.Hours.tidy()
	if err := checkHours(p.Hours, s.shop.Zone); err != nil {
		return p, err
	}
	if p.Division, err = s.shop.divisionMeant(p.Division); err != nil {
		return p, err
	}
	p.Address = strings.TrimSpace(CleanText(p.Address))
	if p.Address != "" && !IsEmail(p.Address) && !phoneNumber(p.Address) {
		return p, refuse("bad_address", Say{
			EN: "%q is no address: give an e-mail address or a phone number.",
			ID: "%q bukan alamat: beri alamat surel atau nomor telepon.",
		}, shorten(p.Address))
	}
	for id, other := range s.shop.People {
		if id != p.ID && !other.Gone && !p.Gone && strings.EqualFold(other.Name, p.Name) {
			return p, refuse("person_exists", Say{
				EN: "Somebody here is called %s already. Add a letter or a surname, so that everyone knows who is meant.",
				ID: "Sudah ada yang bernama %s. Tambahkan huruf atau nama belakang, agar jelas siapa yang dimaksud.",
			}, other.Name)
		}
	}
	if p.Lang != "" && !slices.Contains(Langs(), p.Lang) {
		return p, refuse("bad_setting", Say{EN: "The language is en or id, not %q.", ID: "Bahasanya en atau id, bukan %q."}, shorten(string(p.Lang)))
	}
	p.Roles, p.Deputy = tidyRoles(p.Roles), tidyRoles(p.Deputy)
	p.Deputy = slices.DeleteFunc(p.Deputy, func(role string) bool { return slices.Contains(p.Roles, role) })
	if len(p.Deputy) == 0 {
		p.Deputy = nil
	}
	if p.Owner && p.Auditor {
		return p, refuse("owner_auditor", Say{
			EN: "An owner may do everything and an auditor nothing but look: choose one.",
			ID: "Pemilik boleh semuanya dan auditor hanya melihat: pilih salah satu.",
		})
	}
	return p, nil
}

// tidyRoles are roles as they were typed, each once and in order.
func tidyRoles(typed []string) []string {
	var roles []string
	for _, role := range typed {
		role = tidyReason(role)
		if role != "" && !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	slices.Sort(roles)
	return roles
}

// change replaces what is known of a person; the last owner stays one.
func (s *shopwork) change(p Person) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	before, err := s.person(p.ID)
	if err != nil {
		return err
	}
	p, err = s.tidy(p)
	if err != nil {
		return err
	}
	if before.Owner && (!p.Owner || p.Gone) && s.owners() == 1 {
		return refuse("last_owner", Say{
			EN: "%s is the only owner. Make somebody else an owner first.",
			ID: "%s satu-satunya pemilik. Jadikan orang lain pemilik dulu.",
		}, before.Name)
	}
	old := *before
	old.PIN, p.PIN, old.Recovered, p.Recovered = "", "", Recovered{}, Recovered{}
	p.Failed, p.Locked, p.SignedIn = before.Failed, before.Locked, before.SignedIn
	if err := s.emit(PersonChanged{Person: p, Before: old}); err != nil {
		return err
	}
	s.release(&p)
	return nil
}

// release gives back what a person has in hand, or was offered alone, and may
// not do any more: it would be in nobody's queue.
func (s *shopwork) release(p *Person) {
	for _, ref := range s.v.Held(p.ID) {
		c := s.v.Case(ref.Case)
		if c == nil {
			continue
		}
		f := s.v.Flow(c.Process, c.Version)
		if f == nil || f.Step(ref.Step) == nil || p.Holds(f.Step(ref.Step).Role) {
			continue
		}
		s.events = append(s.events, Event{
			At: s.now, Op: s.cmd.Op, Station: s.cmd.Station, Case: ref.Case, Step: ref.Step,
			Body: TaskGivenBack{Reason: p.Name},
		})
	}
}

func (s *shopwork) owners() int {
	n := 0
	for _, p := range s.shop.People {
		if p.Owner && !p.Gone {
			n++
		}
	}
	return n
}

func (s *shopwork) person(id string) (*Person, error) {
	p := s.shop.People[id]
	if p == nil {
		return nil, refuse("unknown_person", Say{
			EN: "%q does not work here.",
			ID: "%q tidak bekerja di sini.",
		}, id)
	}
	return p, nil
}

// longestHash bounds the hash of a PIN (see HashPIN), in bytes.
const longestHash = 200

// setPIN is for an owner, and for one's own PIN.
func (s *shopwork) setPIN(a SetPIN) error {
	p, err := s.person(a.Person)
	if err != nil {
		return err
	}
	if len(a.Hash) > longestHash || !plainText(a.Hash) {
		return refuse("bad_pin", Say{EN: "That is no PIN as alur keeps it.", ID: "Itu bukan PIN seperti yang disimpan alur."})
	}
	if a.Account != "" {
		a.Account = StationName(a.Account)
		return s.forgottenPIN(p, a)
	}
	if s.cmd.By != p.ID || p.Gone {
		if err := needOwner(s.v, s.cmd); err != nil {
			return err
		}
	}
	return s.emit(PINSet(a))
}

// triesBeforePause is how many wrong PINs are free; each further one doubles
// the pause, up to the longest.
const (
	triesBeforePause = 5
	firstPause       = 30 * time.Second
	longestPause     = 15 * time.Minute
)

// signIn lets a person in. A wrong PIN is refused and on record.
func (s *shopwork) signIn(a SignIn) error {
	p, err := s.person(s.cmd.By)
	if err != nil {
		return err
	}
	if p.Gone {
		return refuse("unknown_person", Say{
			EN: "%s does not work here any more.",
			ID: "%s sudah tidak bekerja di sini.",
		}, p.Name)
	}
	if s.now.Before(p.Locked) && p.Owner {
		return refuse("pin_locked", Say{
			EN: "Too many wrong PINs. Try again in %d seconds. Forgotten? At the shop's own PC: alur person pin %s --forgotten",
			ID: "Terlalu banyak PIN salah. Coba lagi dalam %d detik. Lupa? Di PC toko sendiri: alur person pin %s --forgotten",
		}, int(p.Locked.Sub(s.now).Seconds())+1, p.ID)
	}
	if s.now.Before(p.Locked) {
		return refuse("pin_locked", Say{
			EN: "Too many wrong PINs. Try again in %d seconds, or ask %s for a new PIN.",
			ID: "Terlalu banyak PIN salah. Coba lagi dalam %d detik, atau minta PIN baru kepada %s.",
		}, int(p.Locked.Sub(s.now).Seconds())+1, ownerName(s.shop))
	}
	if st := s.shop.StationNamed(s.cmd.Station); st != nil && s.now.Before(st.Locked) {
		return refuse("pin_locked", Say{
			EN: "Too many wrong PINs on this PC. Try again in %d seconds.",
			ID: "Terlalu banyak PIN salah di PC ini. Coba lagi dalam %d detik.",
		}, int(st.Locked.Sub(s.now).Seconds())+1)
	}
	if p.PIN == "" || p.PIN == a.Hash && a.Match {
		return s.emit(SignedIn{})
	}
	return s.wrongPIN(p)
}

// wrongPIN counts against the person and against the station: neither many
// tries at one name nor one try at many names gets far.
func (s *shopwork) wrongPIN(p *Person) error {
	failed := p.Failed + 1
	left, pause := triesBeforePause-failed, pauseAfter(failed)
	b := SignInFailed{Locked: s.after(pause)}
	if st := s.shop.StationNamed(s.cmd.Station); st != nil {
		there := pauseAfter(st.Failed + 1)
		b.StationLocked = s.after(there)
		left, pause = min(left, triesBeforePause-st.Failed-1), max(pause, there)
	}
	if err := s.emit(b); err != nil {
		return err
	}
	switch {
	case pause > 0:
		return refuse("wrong_pin", Say{
			EN: "Wrong PIN. Try again in %d seconds.",
			ID: "PIN salah. Coba lagi dalam %d detik.",
		}, int(pause.Seconds()))
	case left == 1:
		return refuse("wrong_pin", Say{EN: "Wrong PIN. %d try left.", ID: "PIN salah. Sisa %d kali coba."}, left)
	}
	return refuse("wrong_pin", Say{EN: "Wrong PIN. %d tries left.", ID: "PIN salah. Sisa %d kali coba."}, left)
}

// pauseAfter is how long nobody may try after so many wrong PINs.
func pauseAfter(failed int) time.Duration {
	doublings := failed - triesBeforePause
	switch {
	case doublings < 0:
		return 0
	case doublings < 6:
		return min(longestPause, firstPause<<doublings)
	}
	return longestPause
}

// after is a time from now, zero for no pause.
func (s *shopwork) after(pause time.Duration) time.Time {
	if pause == 0 {
		return time.Time{}
	}
	return s.now.Add(pause)
}

func (s *shopwork) signOut() error {
	if _, err := s.person(s.cmd.By); err != nil {
		return err
	}
	return s.emit(SignedOut{})
}
