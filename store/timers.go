package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// The table of timers holds the next timer of every open task that has one, in
// the order of time: whoever looks for what is due reads its first row, however
// many sleep behind it. Beside them stand the schedules, one row for each. All
// of it is reckoned in the opening hours as they are now, and written anew
// where those change.
const (
	taskTimers     = "task"
	scheduleTimers = "schedule"
)

func timerKey(t model.Timer) key {
	return keyOf(tableTimers).text(taskTimers).time(t.At).text(t.Case).last(t.Step)
}

func scheduleKey(process, division string) key {
	return keyOf(tableTimers).text(scheduleTimers).text(process).last(division)
}

// timerOf reads a row of the timers of tasks.
func timerOf(k, v []byte) (model.Timer, error) {
	prefix := len(keyOf(tableTimers).text(taskTimers))
	round, kind, ok := model.ParseTimer(string(v))
	if !ok || len(k) < prefix+8 {
		return model.Timer{}, fmt.Errorf("%w: timer %q", kv.ErrDamaged, k)
	}
	t := model.Timer{Round: round, Kind: kind, At: unsortable(numberOf(k[prefix : prefix+8]))}
	id, step := splitText(k[prefix+8:])
	t.TaskRef = model.TaskRef{Case: id, Step: string(step)}
	return t, nil
}

// retime brings the timers up to a change of the shop.
func (st *state) retime(e model.Event) error {
	switch b := e.Body.(type) {
	case model.SettingsChanged:
		if !sameHours(b.Before, b.Settings) {
			st.calendars, st.rows = nil, map[string]rows{}
			if err := st.putTimers(); err != nil {
				return err
			}
			return st.putSchedules()
		}
	case model.ProcessPublished, model.ProcessRetired, model.ScheduleFired, model.PersonChanged:
		// Somebody who leaves can take a division along.
		return st.putSchedules()
	}
	return nil
}

// sameHours reports whether two settings reckon time alike, in every place.
func sameHours(a, b model.Settings) bool {
	return a.Zone == b.Zone && reflect.DeepEqual(a.Hours, b.Hours) && reflect.DeepEqual(a.DivisionHours, b.DivisionHours) &&
		reflect.DeepEqual(a.Divisions, b.Divisions)
}

// putTimers reckons the timers of all open tasks anew.
func (st *state) putTimers() error {
	prefix := keyOf(tableTimers).text(taskTimers)
	if err := st.deleteAll(prefix); err != nil {
		return err
	}
	var timers []model.Timer
	open := keyOf(tableOpen)
	err := st.tx.Scan(open, kv.PrefixEnd(open), func(_, v []byte) error {
		t := st.openTask(v)
		if f := st.Flow(t.Process, t.Version); f != nil {
			if timer, ok := t.Timer(f, st.calendarOf(f, t.Division)); ok {
				timers = append(timers, timer)
			}
		}
		return st.err
	})
	if err != nil {
		return err
	}
	for _, t := range timers {
		if err := st.tx.Put(timerKey(t), []byte(t.String())); err != nil {
			return err
		}
	}
	return nil
}

// putSchedules reckons anew when schedules start cases next.
func (st *state) putSchedules() error {
	want := st.scheduleRows(st.Shop())
	var gone []key
	prefix := keyOf(tableTimers).text(scheduleTimers)
	err := st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		if _, stays := want[string(k)]; !stays {
			gone = append(gone, append(key(nil), k...))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range gone {
		if err := st.tx.Delete(k); err != nil {
			return err
		}
	}
	for k, v := range want {
		if err := st.put(key(k), v); err != nil {
			return err
		}
	}
	return st.err
}

// scheduleRows are the rows of the schedules of a shop.
func (st *state) scheduleRows(shop *model.Shop) rows {
	r := rows{}
	for _, h := range shop.Processes {
		flow := func(version int) *model.Flow { return st.Flow(h.ID, version) }
		for _, run := range shop.Scheduled(h, flow) {
			r[string(scheduleKey(run.Process, run.Division))] = key(nil).time(run.At)
		}
	}
	return r
}

// deleteAll deletes every row of a prefix.
func (st *state) deleteAll(prefix key) error {
	var keys []key
	err := st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		keys = append(keys, append(key(nil), k...))
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := st.tx.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

// dueAct is an act whose time has come.
type dueAct struct {
	at  time.Time
	act model.Act
}

// due is what has come by a time, in the order of time: at most so many of the
// timers of tasks.
func (st *state) due(now time.Time, most int) ([]dueAct, error) {
	all, err := st.dueSchedules(now)
	if err != nil {
		return nil, err
	}
	prefix := keyOf(tableTimers).text(taskTimers)
	end := append(append(key(nil), prefix...), key(nil).time(now.Add(1))...)
	n := 0
	err = st.tx.Scan(prefix, end, func(k, v []byte) error {
		t, err := timerOf(k, v)
		if err != nil {
			return err
		}
		all = append(all, dueAct{t.At, model.FireTimer{Task: t.TaskRef, Round: t.Round, Kind: t.Kind}})
		if n++; n >= most {
			return kv.Stop
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b dueAct) int { return a.at.Compare(b.at) })
	return all, err
}

// dueSchedules are the schedules whose time has come, and those that a wrong
// clock put far off.
func (st *state) dueSchedules(now time.Time) ([]dueAct, error) {
	var all []dueAct
	prefix := keyOf(tableTimers).text(scheduleTimers)
	err := st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		process, division := splitText(k[len(prefix):])
		at, act := unsortable(numberOf(v)), model.FireSchedule{Process: process, Division: string(division)}
		if h := st.Shop().Processes[process]; !at.After(now) || h != nil && h.FiredWrongly(act.Division, now) {
			all = append(all, dueAct{at, act})
		}
		return nil
	})
	return all, err
}

// nextTimer is when the first timer is due; zero for none.
func (st *state) nextTimer() (next time.Time, err error) {
	prefix := keyOf(tableTimers).text(taskTimers)
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		t, err := timerOf(k, v)
		next = t.At
		return errors.Join(err, kv.Stop)
	})
	if err != nil && !errors.Is(err, kv.Stop) {
		return time.Time{}, err
	}
	prefix = keyOf(tableTimers).text(scheduleTimers)
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if at := unsortable(numberOf(v)); next.IsZero() || at.Before(next) {
			next = at
		}
		return nil
	})
	return next, err
}

// numberOf is a number of 8 bytes, or 0 for anything else.
func numberOf(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}
