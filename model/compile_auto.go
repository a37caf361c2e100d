package model

import (
	"net/url"
	"strings"
)

// checkAuto checks what a step that alur does by itself does.
func (c *compiler) checkAuto(i int, s Step) {
	if len(s.Check)+len(s.Record)+len(s.Outcomes) > 0 || s.Role != "" {
		c.fault(stepPath(i, ""), Say{
			EN: "alur does %q by itself, so it can have no role, check, record or outcomes: write do: in place of auto: if a person does it",
			ID: "alur mengerjakan %q sendiri, jadi tidak bisa punya role, check, record atau outcomes: tulis do: sebagai ganti auto: bila orang yang mengerjakannya",
		}, s.Text)
	}
	c.checkTold(i, s)
	if s.Send != "" {
		c.checkSend(i, s.Send)
	}
}

// checkByItself refuses what only an automatic step does on any other.
func (c *compiler) checkByItself(i int, s Step) {
	for _, key := range []struct {
		name string
		here bool
	}{{"set", len(s.Set) > 0}, {"send", s.Send != ""}, {"say", s.Say != ""}} {
		if key.here && s.Kind != Auto {
			c.fault(stepPath(i, key.name), Say{
				EN: "only an auto: step has %[1]s: leave %[1]s: out, or put an auto: step below this one",
				ID: "hanya langkah auto: yang punya %[1]s: hapus %[1]s:, atau letakkan langkah auto: di bawah langkah ini",
			}, key.name)
		}
	}
}

// checkTold checks whom a step tells, and with which words.
func (c *compiler) checkTold(i int, s Step) {
	told := ParseTold(s.Notify)
	switch {
	case told.Customer:
		if email, phone := customerFields(c.flow.Process.Start.Ask); email+phone == "" {
			c.fault(stepPath(i, "notify"), Say{
				EN: "notify: customer needs to know where: let start: ask: for a phone (phone: phone) or a mail address (email: text)",
				ID: "notify: customer perlu tahu ke mana: tanyakan telepon (telepon: phone) atau alamat surel (email: text) di start: ask:",
			})
		}
	case told.Field != "":
		if f, ok := c.flow.fields[told.Field]; !ok || f.Type != PersonField {
			c.fault(stepPath(i, "notify"), Say{
				EN: "notify: person %s has to name a field of type person",
				ID: "notify: person %s harus menyebut isian berjenis person",
			}, told.Field)
		}
	case s.Say != "":
		c.fault(stepPath(i, "say"), Say{
			EN: "say: is what a customer or a person is told outside alur: write notify: customer, or notify: person and the field that names them",
			ID: "say: adalah pesan untuk pelanggan atau orang di luar alur: tulis notify: customer, atau notify: person dan isian yang menyebut orangnya",
		})
	}
	for _, name := range titleFields(s.Say) {
		if _, ok := c.flow.fields[name]; !ok {
			c.fault(stepPath(i, "say"), Say{
				EN: "the message uses {%s}, and no such field is asked for or recorded",
				ID: "pesannya memakai {%s}, dan isian itu tidak ada",
			}, name)
		}
	}
}

func (c *compiler) checkSend(i int, address string) {
	if err := CheckURL(address); err != nil {
		c.fault(stepPath(i, "send"), Say{EN: "%s", ID: "%s"}, sentence(err))
	}
}

// CheckURL refuses what is no address that something can be posted to. The
// error is a *Refusal.
func CheckURL(address string) error {
	const longest = 2000
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", len(address) > longest, strings.ContainsAny(address, " \t\n"), CleanText(address) != address:
		return refuse("bad_url", Say{
			EN: "%s is no web address: write it whole, as in https://example.com/orders",
			ID: "%s bukan alamat web: tulis lengkap, misalnya https://example.com/pesanan",
		}, shorten(address))
	case u.User != nil:
		return refuse("bad_url", Say{
			EN: "%s holds a name or a password, which everybody would read in the record: leave it out",
			ID: "%s berisi nama atau sandi, yang akan terbaca semua orang di catatan: hapus",
		}, u.Redacted())
	case u.Fragment != "":
		return refuse("bad_url", Say{
			EN: "%s: what stands after # is never sent: leave it out",
			ID: "%s: yang di belakang # tidak pernah dikirim: hapus",
		}, shorten(address))
	}
	return nil
}
