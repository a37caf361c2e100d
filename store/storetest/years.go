package storetest

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"alur/model"
	"alur/store"
)

// Years works a shop of ten for so many years, with so many orders on every day
// from Monday to Saturday: an order is picked, checked, packed and so on by
// whoever is free, one of sixteen is sent back by the check, and what is not
// done by five o'clock is done the next day. The clock of the store is set to
// each moment. The record ends where the last order of the last day is done.
func Years(ctx context.Context, s *store.Store, clock func(time.Time), from time.Time, years, orders int) error {
	y := &working{orders: orders, until: from.AddDate(years, 0, 0), dice: rand.New(rand.NewPCG(10, 10)), free: map[string]time.Time{}}
	clock(from)
	for i, name := range []string{"Rina", "Joko", "Ayu", "Tono", "Lia", "Wati"} {
		roles := [][]string{{"warehouse"}, {"accounts"}, {"service"}}[i%3]
		if _, err := s.Do(ctx, model.Command{By: "hendra", Act: model.AddPerson{Person: model.Person{Name: name, Roles: roles}}}); err != nil {
			return err
		}
	}
	y.opens(from.Add(time.Hour))
	const atOnce = 500
	for len(y.due) > 0 {
		err := s.Within(ctx, func(session *store.Session) error {
			for n := 0; n < atOnce && len(y.due) > 0; n++ {
				next := heap.Pop(&y.due).(job)
				clock(next.at)
				if err := next.do(session, next.at); err != nil {
					return fmt.Errorf("%s: %w", next.at, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// working is a shop that works through the years.
type working struct {
	orders, numbers int
	until           time.Time
	dice            *rand.Rand
	// free is when each person is done with what they have.
	free map[string]time.Time
	due  jobs
}

// job is something that is done at a time.
type job struct {
	at  time.Time
	seq int
	do  func(*store.Session, time.Time) error
}

// jobs is a heap: the earliest first, of those at once the one that was planned
// first.
type jobs []job

func (j jobs) Len() int { return len(j) }
func (j jobs) Less(a, b int) bool {
	return j[a].at.Before(j[b].at) || j[a].at.Equal(j[b].at) && j[a].seq < j[b].seq
}
func (j jobs) Swap(a, b int) { j[a], j[b] = j[b], j[a] }
func (j *jobs) Push(x any)   { *j = append(*j, x.(job)) }
func (j *jobs) Pop() any {
	last := (*j)[len(*j)-1]
	*j = (*j)[:len(*j)-1]
	return last
}

func (y *working) at(t time.Time, do func(*store.Session, time.Time) error) {
	y.numbers++
	heap.Push(&y.due, job{at: t, seq: y.numbers, do: do})
}

// The hours of the shop, in UTC: 09:00 to 17:00 in Jakarta.
const opens, closes = 2, 10

// open is a time, or when the shop opens next.
func open(t time.Time) time.Time {
	for {
		day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		switch {
		case t.Weekday() == time.Sunday || t.Hour() >= closes:
			t = day.AddDate(0, 0, 1).Add(opens * time.Hour)
		case t.Hour() < opens:
			t = day.Add(opens * time.Hour)
		default:
			return t
		}
	}
}

// opens plans the orders of a day, and the day after it.
func (y *working) opens(day time.Time) {
	day = open(day)
	if !day.Before(y.until) {
		return
	}
	for range y.orders {
		y.at(day.Add(time.Duration(y.dice.IntN((closes-opens)*3600))*time.Second), y.start)
	}
	evening := time.Date(day.Year(), day.Month(), day.Day(), closes, 0, 0, 0, time.UTC)
	y.at(evening, func(s *store.Session, now time.Time) error {
		y.opens(evening)
		_, err := s.Wake("", now)
		return err
	})
}

func (y *working) start(s *store.Session, now time.Time) error {
	y.numbers++
	no := fmt.Sprint("Y-", y.numbers)
	id, err := start(s, now, no)
	if err == nil {
		y.next(now, id, no, 0, "")
	}
	return err
}

// stage is a step, who does it, after how long at the earliest, and how.
type stage struct {
	step   string
	people []string
	after  time.Duration
	takes  time.Duration
	done   func(no string) model.Complete
	// waits is true for what comes from outside: nobody begins it.
	waits bool
}

func stages() []stage {
	warehouse, accounts, service := []string{"sari", "budi", "rina", "tono"}, []string{"dewi", "joko", "lia"}, []string{"dewi", "ayu", "wati"}
	plain := func(ticks []string, values model.Values) func(string) model.Complete {
		return func(string) model.Complete { return model.Complete{Ticks: ticks, Values: values} }
	}
	return []stage{
		{step: "pick", people: warehouse, takes: 9 * time.Minute, done: func(string) model.Complete { return Pick("") }},
		{step: "quality", people: warehouse, takes: 5 * time.Minute, done: plain([]string{"1", "2"}, nil)},
		{step: "pack", people: warehouse, takes: 7 * time.Minute, done: func(no string) model.Complete {
			return model.Complete{Ticks: []string{"1", "2"}, Values: model.Values{"weight": one("2.4"), "label": one(no)}}
		}},
		{step: "invoice", people: accounts, takes: 3 * time.Minute, done: plain(nil, model.Values{"invoice_no": one("F-1")})},
		{step: "collect", people: warehouse, takes: 2 * time.Minute, done: plain(nil, model.Values{"courier": one("JNE"), "tracking": one("J1")})},
		{step: "deliver", people: service, after: 30 * time.Hour, takes: time.Minute, done: plain(nil, nil), waits: true},
		{step: "cash", people: accounts, after: 2 * time.Hour, takes: time.Minute, done: plain(nil, model.Values{"cash": one("185000")})},
		{step: "confirm", people: service, after: 24 * time.Hour, takes: 4 * time.Minute, done: plain(nil, model.Values{"well": one("yes")})},
	}
}

// next plans a step of an order; whoever did the one before does not check it.
func (y *working) next(now time.Time, id, no string, n int, before string) {
	all := stages()
	if n == len(all) {
		return
	}
	st := all[n]
	ready := open(now.Add(st.after))
	who := ""
	for i := range st.people {
		p := st.people[(i+y.numbers)%len(st.people)]
		if p != before && (who == "" || y.free[p].Before(y.free[who])) {
			who = p
		}
	}
	begin := ready
	if y.free[who].After(begin) {
		begin = y.free[who]
	}
	begin = open(begin)
	end := begin.Add(st.takes/2 + time.Duration(y.dice.Int64N(int64(st.takes))))
	y.free[who] = end
	ref := model.TaskRef{Case: id, Step: st.step}
	if !st.waits {
		y.at(begin, func(s *store.Session, now time.Time) error {
			_, err := s.Do(model.Command{By: who, Act: model.Begin{Task: ref}}, now)
			return err
		})
	}
	y.at(end, func(s *store.Session, now time.Time) error {
		act := st.done(no)
		act.Task = ref
		to := n + 1
		if st.step == "quality" && y.dice.IntN(16) == 0 {
			act.Outcome, act.Reason, to = "fail", "wrong article", 0
		}
		_, err := s.Do(model.Command{By: who, Act: act}, now)
		if err == nil {
			y.next(now, id, no, to, who)
		}
		return err
	})
}
