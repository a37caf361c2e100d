package demo

import (
	"math"
	"sort"
	"time"

	"alur/model"
)

// worker is one of the people, and when they look for work again.
type worker struct {
	id   string
	free time.Time
	// doing is the task in hand, finished at free.
	doing *model.TaskRef
	// came is the day the worker last signed in.
	came string
	// seen is how many acts there were when the worker last found nothing.
	seen int
}

// arrival is a case that is going to begin.
type arrival struct {
	at      time.Time
	process string
	by      string
}

// idle is how long somebody without work waits before looking again, and
// boxesOut for how long, in opening time, the bottleneck at packing has stood
// when the demo opens. In the minutes of the visit nobody takes up anything
// new, so that there is something to do for whoever looks.
const (
	idle     = 30 * time.Minute
	boxesOut = 15 * time.Hour
	visit    = 14 * time.Minute
)

// prepare gathers the people and draws what is going to happen.
func (f *furnisher) prepare() {
	f.start = f.end.AddDate(0, 0, -Days)
	f.now = f.start
	for _, id := range []string{"sari", "budi", "dewi", "rina", "hendra"} {
		f.crew = append(f.crew, &worker{id: id, free: f.cal.NextOpen(f.start)})
	}
	f.arrivals = f.plan()
}

// work plays the days: cases arrive, people take what their queue offers, and
// finish it some minutes later.
func (f *furnisher) work(until time.Time) error {
	for {
		w := f.nextFree()
		if len(f.arrivals) > 0 && !f.arrivals[0].at.After(w.free) {
			if f.arrivals[0].at.After(until) {
				return nil
			}
			if err := f.arrive(); err != nil {
				return err
			}
			continue
		}
		if w.free.After(until) {
			return nil
		}
		f.tell(w.free)
		if err := f.turn(w); err != nil {
			return err
		}
	}
}

func (f *furnisher) tell(at time.Time) {
	if f.progress != nil {
		f.progress(at.Sub(f.start).Seconds() / f.end.Sub(f.start).Seconds())
	}
}

func (f *furnisher) nextFree() *worker {
	next := f.crew[0]
	for _, w := range f.crew[1:] {
		if w.free.Before(next.free) {
			next = w
		}
	}
	return next
}

// plan draws when cases begin: orders by day and night, the opening of the
// shop every open morning, supplies twice a week, an evaluation a month.
func (f *furnisher) plan() []arrival {
	var all []arrival
	for at := f.start; at.Before(f.end); {
		at = at.Add(f.draw(10*time.Hour, 0.9))
		all = append(all, arrival{at: at, process: "online-order", by: "rina"})
	}
	for _, before := range []time.Duration{30 * time.Hour, 28 * time.Hour, 26 * time.Hour, 8 * time.Hour, 6 * time.Hour, 5 * time.Hour, 3 * time.Hour, 95 * time.Minute, 50 * time.Minute, 31 * time.Minute, 12 * time.Minute, 4 * time.Minute} {
		all = append(all, arrival{at: f.end.Add(-before), process: "online-order", by: "rina"})
	}
	for day := range Days {
		open := f.cal.NextOpen(f.start.AddDate(0, 0, day))
		if f.cal.Day(open) == f.cal.Day(f.start.AddDate(0, 0, day)) {
			all = append(all, arrival{at: open.Add(time.Minute), process: "open-shop", by: "budi"})
		}
		if day%4 == 2 {
			all = append(all, arrival{at: open.Add(2 * time.Hour), process: "office-supplies", by: "sari"})
		}
		if day%28 == 1 {
			all = append(all, arrival{at: open.Add(time.Hour), process: "monthly-evaluation", by: "hendra"})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].at.Before(all[j].at) })
	for len(all) > 0 && all[len(all)-1].at.After(f.end) {
		all = all[:len(all)-1]
	}
	return all
}

// draw is a span around a usual one: log-normal, as human work is.
func (f *furnisher) draw(usual time.Duration, spread float64) time.Duration {
	return time.Duration(float64(usual) * math.Exp(spread*f.dice.NormFloat64()-spread*spread/2))
}

func (f *furnisher) chance(p float64) bool { return f.dice.Float64() < p }

func (f *furnisher) arrive() error {
	a := f.arrivals[0]
	f.arrivals = f.arrivals[1:]
	f.now = a.at
	flow := f.session.Flow(a.process, 1)
	_, err := f.do(a.by, model.StartCase{Process: a.process, Fields: f.startFields(flow)})
	return err
}

// turn is what one worker does at the time they are free: finish what is in
// hand, or take what the queue offers next.
func (f *furnisher) turn(w *worker) error {
	f.now = w.free
	if _, err := f.session.Wake("KASIR-1", f.now); err != nil {
		return err
	}
	if !f.cal.IsOpen(f.now) {
		w.free = f.cal.NextOpen(f.now).Add(f.draw(4*time.Minute, 0.6))
		return nil
	}
	if day := f.cal.Day(f.now); day != w.came {
		w.came = day
		if _, err := f.do(w.id, model.SignIn{}); err != nil {
			return err
		}
	}
	if w.doing != nil {
		ref := *w.doing
		w.doing = nil
		w.free = f.now.Add(f.draw(2*time.Minute, 0.5))
		return f.finish(w, ref)
	}
	return f.take(w)
}

// take begins the next task of the worker's queue.
func (f *furnisher) take(w *worker) error {
	w.free = f.now.Add(f.draw(idle, 0.3))
	if w.seen == f.acts && f.chance(0.9) || f.end.Sub(f.now) < visit {
		return nil
	}
	q, err := f.session.Queue(w.id, f.now)
	if err != nil {
		return err
	}
	w.seen = f.acts
	if err := f.lookAfter(w, q.Asleep); err != nil {
		return err
	}
	item := f.choose(w, q.Items)
	if item == nil {
		return nil
	}
	if item.State == model.Waiting {
		return f.report(w, item.TaskRef)
	}
	if item.State != model.Doing {
		if _, err := f.do(w.id, model.Begin{Task: item.TaskRef}); err != nil {
			return err
		}
	}
	ref := item.TaskRef
	w.doing = &ref
	w.free = f.cal.Add(f.now, f.draw(f.usual(item), 0.4))
	return nil
}

// choose is the first of the queue a worker really takes. The owner keeps to
// what only an owner does, and while the boxes are out packing is left lying:
// the planted bottleneck.
func (f *furnisher) choose(w *worker, items []model.QueueItem) *model.QueueItem {
	for i := range items {
		item := &items[i]
		if w.id == "hendra" && f.someoneElse(item.Role) {
			continue
		}
		if item.Child != "" || item.Still {
			// Another case, which ends by itself, or work of somebody else.
			continue
		}
		if item.Step == "pack" && f.end.Sub(f.now) < f.boxesFrom() {
			continue
		}
		return item
	}
	return nil
}

// boxesFrom is how long before the end the boxes ran out, in wall time: two
// working days, whatever lies between.
func (f *furnisher) boxesFrom() time.Duration {
	from := f.end
	for f.cal.Working(from, f.end) < boxesOut && f.end.Sub(from) < 10*24*time.Hour {
		from = from.Add(-time.Hour)
	}
	return f.end.Sub(from)
}

func (f *furnisher) someoneElse(role string) bool {
	for _, p := range f.session.Shop().People {
		if !p.Owner && p.Holds(role) {
			return true
		}
	}
	return false
}

// usual is how long the step's work takes, as its definition says.
func (f *furnisher) usual(item *model.QueueItem) time.Duration {
	step := f.session.Flow(item.Process, item.Version).Step(item.Step)
	if span, err := model.ParseSpan(step.Takes); err == nil && span.Time > 0 {
		return span.Time
	}
	return 10 * time.Minute
}

// lookAfter goes through what sleeps: the news that came, what was parked.
func (f *furnisher) lookAfter(w *worker, asleep []model.QueueItem) error {
	for i := range asleep {
		item := &asleep[i]
		age := f.cal.Working(item.Ready, f.now)
		if item.State == model.Waiting && item.Child == "" && age > 8*time.Hour && f.chance(0.12) && w.id != "hendra" {
			return f.report(w, item.TaskRef)
		}
	}
	return nil
}
