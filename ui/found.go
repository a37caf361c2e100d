package ui

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

type (
	// found makes the shop, with its owner and, where one was given, the
	// owner's PIN; the root signs the owner in and goes home. A refusal comes
	// as done with the name "enter".
	found struct {
		settings   model.Settings
		owner, pin string
	}
	// setPIN gives a person a PIN; it comes back as done with the name.
	setPIN struct{ name, person, pin, said string }
	// lookRound closes alur, so that the caller can start the demo.
	lookRound struct{}
)

func (found) effect()     {}
func (setPIN) effect()    {}
func (lookRound) effect() {}

// firstTime is the argument of a page that is opened by the first run.
type firstTime struct{}

// WantsDemo reports whether the person left the first run to look round the
// demo, and the language that was spoken then. It takes the model that Run of
// tea.Program gave back.
func WantsDemo(m tea.Model) (lang model.Lang, wants bool) {
	r, ok := m.(*root)
	if !ok || !r.wantsDemo {
		return "", false
	}
	return r.env.lang, true
}

// found makes the shop in a command: hashing a PIN is slow on purpose.
func (r *root) found(f found) tea.Cmd {
	r.weigh()
	r.busy++
	f.settings.Zone = r.opts.zone(r.env.now)
	ctx, s, station := r.ctx, r.store, r.env.station
	return func() tea.Msg {
		m, err := establish(ctx, s, station, f)
		if err != nil {
			m.err = err
		}
		return m
	}
}

// establish hashes the PIN before anything is written, so that a PIN that
// can't be used leaves nothing behind.
func establish(ctx context.Context, s Store, station string, f found) (enterMsg, error) {
	hash, err := hashed(f.pin)
	if err != nil {
		return enterMsg{}, err
	}
	made, err := s.Do(ctx, model.Command{Station: station, Act: model.CreateShop{Settings: f.settings, Owner: f.owner}})
	if err != nil {
		return enterMsg{}, err
	}
	owner := ""
	for _, ev := range made.Events {
		if added, ok := ev.Body.(model.PersonAdded); ok {
			owner = added.Person.ID
		}
	}
	if hash != "" {
		act := model.SetPIN{Person: owner, Hash: hash}
		if _, err := s.Do(ctx, model.Command{By: owner, Station: station, Act: act}); err != nil {
			return enterMsg{}, err
		}
	}
	if err := FirstTask(ctx, s, owner, station, f.settings.Lang); err != nil {
		return enterMsg{}, err
	}
	m := letIn(ctx, s, station, enter{person: owner, pin: f.pin})
	m.then = pageReady
	return m, m.err
}

// hashed is the hash of a PIN, and nothing for none.
func hashed(pin string) (string, error) {
	if pin == "" {
		return "", nil
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("make a salt: %w", err)
	}
	return model.HashPIN(pin, salt)
}

// setPIN gives a person a PIN in a command, because hashing is slow. It comes
// back as done like any act.
func (r *root) setPIN(from *opened, p setPIN) tea.Cmd {
	if r.env.me == nil {
		return nil
	}
	r.weigh()
	r.busy++
	m := doneMsg{done: done{name: p.name}, gen: from.gen, said: p.said}
	ctx, s, by, station := r.ctx, r.store, r.env.me.ID, r.env.station
	return func() tea.Msg {
		var hash string
		if hash, m.err = hashed(p.pin); m.err == nil {
			m.act = model.SetPIN{Person: p.person, Hash: hash}
			m.receipt, m.err = s.Do(ctx, model.Command{By: by, Station: station, Act: m.act})
		}
		return m
	}
}

// zone is the time zone of a new shop: the one asked for, that of this PC, or
// where neither is known the usual one.
func (o Options) zone(now time.Time) string {
	return cmp.Or(o.Zone, ZoneOf(now.In(time.Local)), model.DefaultZone)
}

// ZoneOf is the time zone of a clock, where it has a name other PCs know. A
// Windows clock has none: there the offset tells the three of Indonesia
// apart. Empty is the usual one.
func ZoneOf(t time.Time) string {
	if name := t.Location().String(); strings.Contains(name, "/") {
		return name
	}
	switch _, seconds := t.Zone(); seconds / 3600 {
	case 7:
		return "Asia/Jakarta"
	case 8:
		return "Asia/Makassar"
	case 9:
		return "Asia/Jayapura"
	}
	return ""
}
