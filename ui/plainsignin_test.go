package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// On plain lines too people sign in by name: in full, or by letters that only
// one name begins with. What names nobody, or more than one, signs in nobody,
// and is answered with what to type.
func TestPlainSignInByName(t *testing.T) {
	words := map[model.Lang]struct{ more, nobody, noLine, task string }{
		model.English:    {"More than one name begins with that: Sari, Sari Dewi.", "Nobody here is called Wati.", "There is no line 99.", "Your task:"},
		model.Indonesian: {"Lebih dari satu nama berawal begitu: Sari, Sari Dewi.", "Tidak ada yang bernama Wati di sini.", "Tidak ada baris 99.", "Tugas Anda:"},
	}
	for _, lang := range model.Langs() {
		w := words[lang]
		for _, c := range []struct{ typed, want, in string }{
			{"Sari", w.task, "sari"},
			{"sARI dewi", "", "sari-dewi"},
			{"bud", w.task, "budi"},
			{"sar", w.more, ""},
			{"Wati", w.nobody, ""},
			{"99", w.noLine, ""},
			{"?", "PIN", ""},
		} {
			s := tokoMaju(t, lang)
			gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Sari Dewi", Roles: []string{"kasir"}}})
			said := strings.Join(strings.Fields(talked(t, s, "", lang, nil, c.typed)), " ")
			if !contains(said, c.want) {
				t.Errorf("%s: %q is not said to %q:\n%s", lang, c.want, c.typed, said)
			}
			in := ""
			for _, ev := range s.events {
				if _, ok := ev.Body.(model.SignedIn); ok {
					in = ev.By
				}
			}
			if in != c.in {
				t.Errorf("%s: %q signed in %q, want %q:\n%s", lang, c.typed, in, c.in, said)
			}
		}
	}
}
