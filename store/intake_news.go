package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// News is what came from outside for a step that waits, in the case of a key.
type News struct {
	// By is who reports it, empty for another program; Station how it came in,
	// From the address.
	By, Station, From string
	// Process narrows it down; Step is the step that waits.
	Process, Step, Key string
	Outcome, Reason    string
	Values             model.Values
	// Body is what was sent, where it was.
	Body []byte
}

// Deliver brings news to the case of a key: the step that waits is finished by
// it, or it is kept in the case until the step is there. Where there is no such
// case yet it is kept in the list of deliveries until the case begins; its
// number is then in the second answer. The error is a *model.Refusal where it
// can't be done.
func (s *Store) Deliver(ctx context.Context, n News) (Receipt, int, error) {
	var r Receipt
	number := 0
	err := s.update(ctx, func(tx kv.Tx) error {
		r, number = Receipt{}, 0 // Where another host was faster it is done anew.
		st := newState(s, tx)
		id, err := st.caseFor(n)
		if err != nil {
			return errors.Join(err, st.err)
		}
		if id == "" {
			d, err := st.keepEarly(n)
			number = d.Number
			return errors.Join(err, st.err, writeSchema(tx))
		}
		act := model.Deliver{Task: model.TaskRef{Case: id, Step: n.Step}, Outcome: n.Outcome, Reason: n.Reason, Values: n.Values}
		r, err = st.do(model.Command{Op: s.opts.NewOp(), By: n.By, Station: n.Station, Act: act}, s.Now())
		if err == nil && st.end == nil {
			return errNothing
		}
		return err
	})
	if errors.Is(err, errNothing) {
		err = nil
	}
	if err == nil {
		s.watch.look()
	}
	return r, number, err
}

// caseFor is the case that news is about, empty where it has not begun yet: a
// running one before one that has ended.
func (st *state) caseFor(n News) (string, error) {
	known := false
	var running, ended []string
	for _, process := range slices.Sorted(maps.Keys(st.Shop().Processes)) {
		if n.Process != "" && n.Process != process {
			continue
		}
		known = known || st.waitsFor(process, st.Shop().Processes[process].Latest(), n.Step)
		c := st.Case(st.CaseByKey(process, n.Key))
		if c == nil || n.Key == "" || !st.waitsFor(c.Process, c.Version, n.Step) {
			continue
		}
		known = true
		if c.State == model.Running {
			running = append(running, c.ID)
		} else {
			ended = append(ended, c.ID)
		}
	}
	all := running
	if len(all) == 0 {
		all = ended
	}
	switch {
	case !known:
		return "", &model.Refusal{Code: "no_wait", Why: model.Say{
			EN: "No step %q waits for news in any process.",
			ID: "Tidak ada langkah %q yang menunggu kabar di proses mana pun.",
		}, Args: []any{n.Step}}
	case n.Key == "":
		return "", &model.Refusal{Code: "no_key", Why: model.Say{
			EN: "The news does not say which case it is about: give its key.",
			ID: "Kabarnya tidak menyebut kasus yang mana: beri kuncinya.",
		}}
	case len(all) > 1:
		return "", &model.Refusal{Code: "which_case", Why: model.Say{
			EN: "Cases of several processes have the key %q: name the process.",
			ID: "Kasus dari beberapa proses punya kunci %q: sebut prosesnya.",
		}, Args: []any{n.Key}}
	case len(all) == 1:
		return all[0], nil
	}
	return "", nil
}

// waitsFor reports whether a version of a process has a step that waits.
func (st *state) waitsFor(process string, version int, step string) bool {
	f := st.Flow(process, version)
	if f == nil {
		return false
	}
	s := f.Step(step)
	return s != nil && s.Kind == model.Wait && s.ID == step
}

// keepEarly keeps news of a case that has not begun.
func (st *state) keepEarly(n News) (Delivery, error) {
	if p := st.Shop().People[n.By]; n.By != "" && (p == nil || p.Gone || p.Auditor) {
		return Delivery{}, &model.Refusal{Code: "unknown_person", Why: model.Say{
			EN: "%q may not report anything here.", ID: "%q tidak boleh melaporkan apa pun di sini.",
		}, Args: []any{n.By}}
	}
	const longest = 200
	if len(n.Key) > longest {
		return Delivery{}, &model.Refusal{Code: "long_key", Why: model.Say{
			EN: "The key is too long: %d letters at most.", ID: "Kuncinya terlalu panjang: paling banyak %d huruf.",
		}, Args: []any{longest}}
	}
	if err := model.CheckTexts(model.Deliver{Outcome: n.Outcome, Reason: n.Reason, Values: n.Values}); err != nil {
		return Delivery{}, err
	}
	return st.keepDelivery(Delivery{
		Process: n.Process, Step: n.Step, Key: n.Key, From: n.From, Station: model.StationName(n.Station), Early: true,
		Outcome: n.Outcome, Reason: n.Reason, Values: n.Values, Body: n.Body,
	})
}

// meetEarly brings the news that came before a case to it, in the act that
// began it. What does not fit stays in the list, with the reason.
func (st *state) meetEarly(e model.Event, now time.Time) error {
	b, ok := e.Body.(model.CaseStarted)
	if !ok || b.Key == "" {
		return nil
	}
	var waiting []int
	prefix := intakeKey("early").text(b.Key)
	err := st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		waiting = append(waiting, shortOf(k[len(prefix):]))
		return nil
	})
	if err != nil {
		return err
	}
	for _, n := range waiting {
		d, err := st.delivery(n)
		if err != nil {
			return err
		}
		if d.Process != "" && d.Process != b.Process || !st.waitsFor(b.Process, b.Version, d.Step) {
			continue
		}
		if err := st.meet(e.Case, d, now); err != nil {
			return err
		}
	}
	return nil
}

func (st *state) meet(id string, d Delivery, now time.Time) error {
	act := model.Deliver{Task: model.TaskRef{Case: id, Step: d.Step}, Outcome: d.Outcome, Reason: d.Reason, Values: d.Values}
	_, err := st.do(model.Command{Op: fmt.Sprintf("news-%d-%s", d.Number, id), Station: d.Station, Act: act}, now)
	if why := model.Refused(err); why != nil {
		d.Early, d.Why = false, InAllLanguages(why)
		return errors.Join(st.tx.Delete(earlyKey(d.Key, d.Number)), st.putJSON(deliveryKey(d.Number), d), st.noteRefused(d))
	}
	if err != nil {
		return err
	}
	return st.removeDelivery(d)
}

// leftNews puts the news that a case kept and ended without into the list: who
// sent it was told that it would be used.
func (st *state) leftNews(e model.Event) error {
	switch e.Body.(type) {
	case model.CaseFinished, model.CaseCancelled:
	default:
		return nil
	}
	c := st.Case(e.Case)
	if c == nil || c.State == model.Running {
		return st.err
	}
	for _, k := range c.Kept {
		_, err := st.keepDelivery(Delivery{
			Process: c.Process, Step: k.Step, Key: c.Key, Outcome: k.Outcome, Reason: k.Reason, Values: k.Values,
			Why: InAllLanguages(model.Reason{Say: model.Say{
				EN: "%s ended before the step was there for which this news came early",
				ID: "%s berakhir sebelum langkah untuk kabar yang datang lebih awal ini ada",
			}, Args: []any{c.ID}}),
		})
		if err != nil {
			return err
		}
	}
	return st.err
}

// InAllLanguages is a text in every language, to be kept: what a sender wrote
// may stand in it, however long.
func InAllLanguages(say model.Sayable) map[model.Lang]string {
	said := map[model.Lang]string{}
	for _, l := range model.Langs() {
		said[l] = model.Cut(model.CleanText(say.In(l)), model.MaxText)
	}
	return said
}

// shortOf reads what key.short wrote.
func shortOf(raw []byte) int {
	if len(raw) < 4 {
		return 0
	}
	return int(binary.BigEndian.Uint32(raw))
}
