//go:build linux && !race

package etcdtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/store"
	"alur/store/storetest"
	"alur/ui/cli/daytest"
)

// chair is a case in which a time passes by itself.
const chair = `process: Glue a chair
id: chair
kind: core
owner: desk
role: desk
start: {ask: {no: text}}
title: Chair {no}
steps:
  - {id: dry, wait: "1m, the glue dries"}
  - {id: sit, do: Sit down on it}
`

// dries is how long the glue takes.
const dries = time.Minute

// round begins by itself at a minute of the day.
const round = `process: Go round the shop at %[1]s
id: %[2]s
kind: support
owner: desk
role: desk
start: {every: day, at: "%[1]s", missed: run once}
steps:
  - {id: look, do: Look whether all is well}
`

// founds makes the shop, whose clock is behind: some glue dries in the course of
// the day, and a round was due before the first host came.
func (d *day) founds() {
	d.t.Helper()
	d.begun = time.Now()
	clock := d.begun.Add(-3 * time.Minute)
	ops := 0
	s, err := store.Open(d.t.Context(), d.cluster.open(d.t, shop), store.Options{
		Clock: func() time.Time { return clock }, NewOp: func() string { ops++; return fmt.Sprint("found-", ops) },
	})
	if err != nil {
		d.t.Fatal(err)
	}
	do := func(by string, act model.Act) {
		if _, err := s.Do(d.t.Context(), model.Command{By: by, Act: act}); err != nil {
			d.t.Fatal(err)
		}
	}
	d.staffed(do)
	publish := func(name, text string) {
		p, f, faults := procfile.Read(name+".yaml", []byte(text))
		if f == nil {
			d.t.Fatal(faults[0].In(model.English))
		}
		do("hendra", model.PublishProcess{Process: p})
	}
	publish("parcel", daytest.Parcels)
	publish("bench", storetest.Bench)
	publish("chair", chair)
	d.rounds = map[string]time.Time{}
	for at := d.begun.Add(-time.Minute).Truncate(time.Minute); at.Before(d.begun.Add(d.long + 3*time.Minute)); at = at.Add(time.Minute) {
		id := "round-" + at.UTC().Format("1504")
		publish(id, fmt.Sprintf(round, at.UTC().Format("15:04"), id))
		d.rounds[id] = at
	}
	for n := range daytest.Boards {
		do("eko", model.StartCase{Process: "bench", Fields: model.Values{"board": {Text: fmt.Sprint(n)}}})
	}
	const chairs = 12
	for n := range chairs {
		clock = d.begun.Add(min(d.long, dries) * time.Duration(n) / chairs).Add(-dries)
		do("eko", model.StartCase{Process: "chair", Fields: model.Values{"no": {Text: fmt.Sprint("early-", n)}}})
		d.chairs++
	}
}

// staffed adds the people, each with a PIN, and the PCs of a shop that is open
// round the clock.
func (d *day) staffed(do func(by string, act model.Act)) {
	d.t.Helper()
	hours, err := model.ParseHours("mon-sun 00:00-24:00", model.Hours{})
	if err != nil {
		d.t.Fatal(err)
	}
	do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Hours: hours, Zone: "UTC"}, Owner: "Hendra"})
	hash, err := model.HashPIN(daytest.PIN, []byte("0123456789abcdef"))
	if err != nil {
		d.t.Fatal(err)
	}
	crowd := func(n int, role string, name func(int) string) {
		for i := range n {
			do("hendra", model.AddPerson{Person: model.Person{Name: name(i), Roles: []string{role}}})
			do("hendra", model.SetPIN{Person: strings.ToLower(name(i)), Hash: hash})
		}
	}
	crowd(d.People, "post", daytest.Postman)
	crowd(watchers, "watch", watcher)
	crowd(daytest.Boards*3, "bench", daytest.Sander)
	do("hendra", model.AddPerson{Person: model.Person{Name: "Eko", Roles: []string{"post", "bench", "desk"}}})
	if d.key, err = daytest.NewKey(); err != nil {
		d.t.Fatal(err)
	}
	do("hendra", model.ApproveStation{Key: d.key.Public(), Name: "PC"})
}

// watcher is the name of one at a screen that is watched, by number.
func watcher(n int) string { return fmt.Sprintf("Watch%02d", n) }

// event is what is looked at of an event of the record.
type event struct {
	daytest.Line
	Process string
}

// record is all that happened.
func (d *day) record() []event {
	d.t.Helper()
	var doc struct{ Events []event }
	if err := json.Unmarshal([]byte(d.does("audit", "--json")), &doc); err != nil {
		d.t.Fatal(err)
	}
	return doc.Events
}

// happened waits until all that was due before the end of the day has happened.
func (d *day) happened() {
	d.t.Helper()
	ended := time.Now()
	due := d.chairs
	for _, at := range d.rounds {
		if at.Before(ended) {
			due++
		}
	}
	for until := time.Now().Add(daytest.Patience); ; time.Sleep(500 * time.Millisecond) { //nolint:forbidigo // It waits for what others do.
		done := 0
		for _, e := range d.record() {
			if e.Event == "timer.fired" && fewer(e.Case, d.chairs) || strings.HasPrefix(e.Case, "round-") && e.Event == "case.started" {
				done++
			}
		}
		if done >= due {
			return
		}
		if time.Now().After(until) {
			d.t.Errorf("of %d things that were due by themselves %d happened", due, done)
			return
		}
	}
}

// fewer reports whether a chair is among the first so many.
func fewer(id string, most int) bool {
	n := 0
	_, err := fmt.Sscanf(id, "chair-%d", &n)
	return err == nil && n <= most
}

// once looks at what happened by itself: each of it once, and none that was not
// due.
func (d *day) once(record []event) {
	d.t.Helper()
	fired := map[string]int{}
	for _, e := range record {
		switch {
		case e.Event == "timer.fired":
			fired[e.Case+"/"+e.Step]++
		case e.Event == "case.started" && strings.HasPrefix(e.Case, "round-"):
			fired[e.Case[:len("round-1504")]]++
		}
	}
	timers, rounds := 0, 0
	for what, n := range fired {
		if n != 1 {
			d.t.Errorf("%s happened %d times", what, n)
		}
		if at, ok := d.rounds[what]; ok {
			rounds++
			if at.After(time.Now()) {
				d.t.Errorf("%s happened before its time", what)
			}
		} else {
			timers++
		}
	}
	d.t.Logf("by themselves, each once: %d timers, %d schedules", timers, rounds)
}
