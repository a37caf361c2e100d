package model

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"time"
)

// Station is a PC that may show the screens of this shop from elsewhere. It is
// known by its key, never by where it calls from.
type Station struct {
	// Name is what people call it, and what the record names.
	Name string `json:"name"`
	// Key is its public key as SSH writes it: "ssh-ed25519 AAAA...".
	Key      string    `json:"key"`
	Approved time.Time `json:"approved"`
	By       string    `json:"by"`
	// Failed counts the wrong PINs that were typed there, whoever was meant; each
	// right one forgives one. Locked is the end of the pause that follows.
	Failed int       `json:"failed,omitempty"`
	Locked time.Time `json:"locked,omitzero"`
}

// StationKey tidies a public key in the form of an authorized_keys line: its
// type and its base64, without a comment. The error is a *Refusal with the code
// "bad_key".
func StationKey(text string) (string, error) {
	words := strings.Fields(text)
	if len(words) < 2 || !strings.Contains(words[0], "-") || !plainText(words[0]) || len(text) > 16<<10 {
		return "", badKey()
	}
	raw, err := base64.StdEncoding.DecodeString(words[1])
	if err != nil || len(raw) < 32 {
		return "", badKey()
	}
	return words[0] + " " + words[1], nil
}

func badKey() error {
	return refuse("bad_key", Say{
		EN: "That is no public key of SSH. It begins like ssh-ed25519 AAAA.",
		ID: "Itu bukan kunci publik SSH. Awalnya seperti ssh-ed25519 AAAA.",
	})
}

// StationCode is what two people read to each other to be sure that they speak
// of the same key: ten letters and digits of its SHA-256, "K7QFB-2M9XA".
func StationCode(key string) string {
	sum := sha256.Sum256([]byte(key))
	code := base32.StdEncoding.EncodeToString(sum[:])[:10]
	return code[:5] + "-" + code[5:]
}

// StationOf is the station with a key; nil where the shop has approved none.
func (s *Shop) StationOf(key string) *Station { return s.Stations[key] }

// StationNamed is the station that people call so, whatever the case of the
// letters; nil where there is none.
func (s *Shop) StationNamed(name string) *Station {
	for _, st := range s.Stations {
		if strings.EqualFold(st.Name, strings.TrimSpace(name)) {
			return st
		}
	}
	return nil
}

// StationList are the stations by name.
func (s *Shop) StationList() []*Station {
	return slices.SortedFunc(maps.Values(s.Stations), func(a, b *Station) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Key, b.Key))
	})
}

// ofStations decides the acts on what comes from outside: other PCs, and other
// programs.
func (s *shopwork) ofStations(act Act) (handled bool, err error) {
	switch act := act.(type) {
	case ApproveStation:
		return true, s.approve(act)
	case RemoveStation:
		return true, s.removeStation(act)
	case MakeSecret:
		return true, s.makeSecret(act)
	case DropDelivery:
		return true, s.dropDelivery(act)
	case ArchiveRecord:
		return true, s.archived(act)
	}
	return s.ofMessages(act)
}

// approve lets a PC in. The name is its own: no two stations share one.
func (s *shopwork) approve(a ApproveStation) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	key, err := StationKey(a.Key)
	if err != nil {
		return err
	}
	name, err := needName(a.Name, Say{EN: "a name for the PC, such as KASIR-2", ID: "nama PC-nya, misalnya KASIR-2"})
	if err != nil {
		return err
	}
	if strings.EqualFold(name, CommandLine) {
		return refuse("reserved_name", Say{
			EN: "No PC can be called %s: the record says so of commands at the shop's own PC.",
			ID: "Tidak ada PC yang bisa bernama %s: begitulah catatan menyebut perintah di PC toko sendiri.",
		}, CommandLine)
	}
	if st := s.shop.StationOf(key); st != nil {
		return refuse("station_exists", Say{EN: "This PC is let in already, as %s.", ID: "PC ini sudah diizinkan, sebagai %s."}, st.Name)
	}
	if st := s.shop.StationNamed(name); st != nil {
		return refuse("station_exists", Say{EN: "Another PC is called %s already.", ID: "PC lain sudah bernama %s."}, st.Name)
	}
	return s.emit(StationApproved{Name: name, Key: key})
}

// removeStation keeps a PC out from now on.
func (s *shopwork) removeStation(a RemoveStation) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	st := s.shop.StationNamed(a.Name)
	if st == nil {
		return refuse("unknown_station", Say{EN: "There is no PC called %q.", ID: "Tidak ada PC bernama %q."}, a.Name)
	}
	return s.emit(StationRemoved{Name: st.Name, Key: st.Key})
}

// stations folds the events of stations.
func (s *Shop) stations(e Event) bool {
	switch b := e.Body.(type) {
	case StationApproved:
		all := maps.Clone(s.Stations)
		if all == nil {
			all = map[string]*Station{}
		}
		all[b.Key] = &Station{Name: b.Name, Key: b.Key, Approved: e.At, By: e.By}
		s.Stations = all
	case StationRemoved:
		s.Stations = maps.Clone(s.Stations)
		delete(s.Stations, b.Key)
	default:
		return false
	}
	return true
}

// tried folds what was typed at a station as a PIN.
func (s *Shop) tried(e Event) {
	st := s.StationNamed(e.Station)
	if st == nil {
		return
	}
	now := *st
	switch b := e.Body.(type) {
	case SignedIn:
		now.Failed, now.Locked = max(0, st.Failed-1), time.Time{}
	case SignInFailed:
		now.Failed, now.Locked = st.Failed+1, b.StationLocked
	default:
		return
	}
	s.Stations = maps.Clone(s.Stations)
	s.Stations[st.Key] = &now
}
