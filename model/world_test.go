package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"

	"pgregory.net/rapid"
)

// world is a whole shop in memory: what the store is to the program. Its
// clock stands still until a test moves it.
type world struct {
	t       rapid.TB
	now     time.Time
	shop    *Shop
	flows   map[string]*Flow
	cases   map[string]*Case
	history map[string][]Event
	numbers map[string]int
	acts    map[string][]ActRef
	events  []Event
	ops     int
	cals    map[string]*Calendar
	// quick leaves out that events are written and read.
	quick bool
}

// monday is 08:00 in Jakarta on a Monday on which the shop is open.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func newWorld(t rapid.TB) *world {
	w := &world{
		t: t, now: monday, shop: &Shop{}, flows: map[string]*Flow{}, cases: map[string]*Case{},
		history: map[string][]Event{}, numbers: map[string]int{}, acts: map[string][]ActRef{},
	}
	w.must("", CreateShop{Settings: Settings{Name: "Toko Maju"}, Owner: "Hendra"})
	w.hire("Sari", "warehouse")
	w.hire("Budi", "warehouse")
	w.hire("Dewi", "accounts", "service")
	return w
}

func (w *world) hire(name string, roles ...string) {
	w.must("hendra", AddPerson{Person: Person{Name: name, Roles: roles}})
}

func (w *world) publish(p Process) { w.must("hendra", PublishProcess{Process: p}) }

func (w *world) do(by string, act Act) (Decision, error) {
	w.ops++
	cmd := Command{Op: fmt.Sprintf("op-%d", w.ops), By: by, Station: "KASIR-1", Act: act}
	d, err := Decide(w, cmd, w.now)
	for i := range d.Events {
		w.fold(d.Events[i])
	}
	return d, err
}

func (w *world) must(by string, act Act) Decision {
	w.t.Helper()
	d, err := w.do(by, act)
	if err != nil {
		w.t.Fatalf("%s %T: %v", by, act, err)
	}
	return d
}

// refused does an act that has to be refused with a code.
func (w *world) refused(by string, act Act, code Code) *Refusal {
	w.t.Helper()
	before := len(w.events)
	_, err := w.do(by, act)
	r := Refused(err)
	if r == nil {
		w.t.Fatalf("%s %T: got %v, want the refusal %q", by, act, err, code)
	}
	if r.Code != code {
		w.t.Fatalf("%s %T: refused as %q (%v), want %q", by, act, r.Code, r, code)
	}
	if _, signIn := act.(SignIn); !signIn && len(w.events) != before {
		w.t.Fatalf("%s %T: refused, and yet %d events", by, act, len(w.events)-before)
	}
	return r
}

// fold does what the store does with an event: number it, write it in its
// canonical form, read it back, and fold it.
func (w *world) fold(e Event) {
	w.t.Helper()
	e.Seq = uint64(len(w.events) + 1)
	if !w.quick {
		e = w.written(e)
	}
	w.events = append(w.events, e)
	if Acts(e) {
		w.acts[e.By] = FoldActs(w.acts[e.By], e)
	}
	if e.Case == "" {
		w.foldShop(e)
		return
	}
	w.history[e.Case] = append(w.history[e.Case], e)
	c := w.cases[e.Case]
	f := w.flowOf(e, c)
	var err error
	switch e.Body.(type) {
	case Undone, CaseMigrated:
		history := w.history[e.Case]
		c, err = Replay(w.Flow(VersionOf(history)), history)
	default:
		c, err = Apply(f, c, e)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.cases[e.Case] = c
}

// written is an event in its canonical form, read back.
func (w *world) written(e Event) Event {
	data, err := json.Marshal(e)
	if err != nil {
		w.t.Fatal(err)
	}
	var read Event
	if err := json.Unmarshal(data, &read); err != nil {
		w.t.Fatal(err)
	}
	return read
}

func (w *world) foldShop(e Event) {
	if err := ApplyShop(w.shop, e); err != nil {
		w.t.Fatal(err)
	}
	if p, ok := e.Body.(ProcessPublished); ok {
		f, faults := Compile(p.Process)
		if f == nil {
			w.t.Fatal(faults)
		}
		w.flows[CaseID(p.Process.ID, p.Version)] = f
	}
}

func (w *world) flowOf(e Event, c *Case) *Flow {
	if start, ok := e.Body.(CaseStarted); ok {
		w.numbers[start.Process] = start.Number
		return w.Flow(start.Process, start.Version)
	}
	return w.Flow(c.Process, c.Version)
}

// The world is a View.

func (w *world) Shop() *Shop { return w.shop }

func (w *world) Flow(process string, version int) *Flow { return w.flows[CaseID(process, version)] }

func (w *world) Case(id string) *Case { return w.cases[id] }

func (w *world) History(id string) []Event { return w.history[id] }

func (w *world) CaseByKey(process, key string) string {
	for id, c := range w.cases {
		if c.Process == process && c.Key == key {
			return id
		}
	}
	return ""
}

func (w *world) LastNumber(process string) int { return w.numbers[process] }

func (w *world) InHand(person string) []TaskRef {
	var refs []TaskRef
	for _, row := range w.open() {
		if row.By == person && (row.State == Taken || row.State == Doing) {
			refs = append(refs, row.TaskRef)
		}
	}
	return refs
}

func (w *world) Held(person string) []TaskRef {
	var refs []TaskRef
	for _, row := range w.open() {
		if row.By == person || row.For == person {
			refs = append(refs, row.TaskRef)
		}
	}
	return refs
}

func (w *world) LastActs(person string) []ActRef { return w.acts[person] }

func (w *world) Pinned() []OpenTask { return w.open() }

func (w *world) RunningIn(division string) []string {
	var ids []string
	for id, c := range w.cases {
		if c.State == Running && c.Division == division {
			ids = append(ids, id)
		}
	}
	return ids
}

// open lists the rows of all open tasks, by case id.
func (w *world) open() []OpenTask {
	var ids []string
	for id := range w.cases {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var rows []OpenTask
	for _, id := range ids {
		c := w.cases[id]
		rows = append(rows, OpenRows(w.Flow(c.Process, c.Version), c)...)
	}
	return rows
}

func (w *world) queue(person string) Queue {
	return NextTasks(QueueInput{Now: w.now, Shop: w.shop, Person: w.shop.People[person], Open: slices.Values(w.open()), Flow: w.Flow})
}

// at moves the clock.
func (w *world) pass(d time.Duration) { w.now = w.now.Add(d) }

// calendarOf is the calendar of a process and a division, made once; no test
// that wakes changes the hours of the shop.
func (w *world) calendarOf(f *Flow, division string) *Calendar {
	name := division + "/" + f.Process.Hours
	if w.cals[name] == nil {
		cal, err := w.shop.CalendarOf(f, division)
		if err != nil {
			w.t.Fatal(err)
		}
		if w.cals == nil {
			w.cals = map[string]*Calendar{}
		}
		w.cals[name] = cal
	}
	return w.cals[name]
}

// wake fires what is due, in the order of time, until nothing is: each has to
// be taken as it is reckoned, and never twice.
func (w *world) wake() {
	w.t.Helper()
	for {
		var first Timer
		for _, row := range w.open() {
			f := w.Flow(row.Process, row.Version)
			timer, ok := row.Timer(f, w.calendarOf(f, row.Division))
			if ok && !timer.At.After(w.now) && (first.Kind == "" || timer.At.Before(first.At)) {
				first = timer
			}
		}
		if first.Kind == "" {
			return
		}
		act := FireTimer{Task: first.TaskRef, Round: first.Round, Kind: first.Kind}
		w.must("", act)
		if _, err := w.do("", act); Refused(err) == nil {
			w.t.Fatalf("%+v fired twice", act)
		}
	}
}

func ref(c, step string) TaskRef { return TaskRef{Case: c, Step: step} }

func one(text string) Value { return Value{Text: text} }

// onlineOrder is the design's example: what a web shop runs on.
func onlineOrder() Process {
	next := []string{ToNext}
	return Process{
		Name: "Online order", Owner: "shop", Role: "warehouse", Title: "Order {order_no} - {customer}",
		Key: "order_no", Promise: "6d",
		Start: Start{On: "checkout", Ask: []Field{
			{Name: "order_no", Type: TextField}, {Name: "customer", Type: TextField},
			{Name: "items", Type: ListField}, {Name: "total", Type: MoneyField},
			{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		}},
		Steps: []Step{
			{ID: "recorded", Kind: Auto, Text: "Record the order", Notify: "warehouse"},
			{ID: "paid", Text: "Check that the payment has arrived", Role: "accounts", When: `payment == "prepaid"`, Due: "1d",
				Outcomes: []Outcome{{Name: "paid", To: next}, {Name: "not_paid", To: []string{"cancel"}}}},
			{ID: "pick", Text: "Pick the goods", Check: []Check{{Each: "items"}, {Text: "Quantities counted"}}, Takes: "15m", Due: "2h"},
			{ID: "quality", Text: "Check the goods by hand and eye", NotSameAs: "pick", NeverSkip: true, Due: "1h",
				Check:    []Check{{Text: "Right article and size"}, {Text: "No damage"}, {Text: "Works when switched on", Optional: true}},
				Record:   []Field{{Name: "defect", Type: TextField, Optional: true}},
				Outcomes: []Outcome{{Name: "pass", To: next}, {Name: "fail", To: []string{"pick"}, Reasons: []string{"wrong article", "damaged"}}}},
			{ID: "pack", Text: "Pack safely", Check: []Check{{Text: "Filled and sealed"}}, Due: "1h",
				Record: []Field{{Name: "weight", Type: NumberField, Unit: "kg", Min: "0.1", Max: "30"}, {Name: "label", Type: ScanField, Equals: "order_no"}}},
			{ID: "invoice", Text: "Prepare the invoice", Role: "accounts", After: []string{"paid"}, Due: "4h",
				Record: []Field{{Name: "invoice_no", Type: TextField}}},
			{ID: "collect", Text: "Hand the parcel to the courier", After: []string{"pack", "invoice"}, Due: "16:00",
				Record: []Field{{Name: "courier", Type: TextField}}},
			{ID: "deliver", Kind: Wait, Text: "the courier's delivery notice", Role: "service", Due: "3d",
				Outcomes: []Outcome{{Name: "delivered", To: next}, {Name: "came_back", To: []string{"cancel"}}}},
			{ID: "cash", Text: "Book the cash the courier collected", Role: "accounts", When: `payment == "cod"`, Due: "2d",
				Record: []Field{{Name: "cash", Type: MoneyField}}, Then: []string{ToEnd}},
			{ID: "confirm", Text: "Ask the customer whether all is well", Role: "service", After: []string{"deliver"}, Due: "1d",
				Record: []Field{{Name: "well", Type: YesNoField}}, Then: []string{ToEnd}},
			{ID: "cancel", Text: "Cancel the order and tell the customer", Role: "service", Ends: "cancelled",
				Record: []Field{{Name: "why", Type: TextField}}},
		},
	}
}

func orderFields(no, payment string) Values {
	return Values{
		"order_no": one(no), "customer": one("Bu Rina"), "total": one("185000"), "payment": one(payment),
		"items": {Items: []string{"TEKO-2L", "GELAS-6"}},
	}
}

// order starts an online order and returns its case.
func (w *world) order(no, payment string) string {
	w.t.Helper()
	return w.must("dewi", StartCase{Process: "online-order", Fields: orderFields(no, payment)}).Case
}

// opens lists the steps with an open task, in the order of the process.
func (w *world) opens(id string) []string {
	c := w.cases[id]
	var steps []string
	for _, s := range w.Flow(c.Process, c.Version).Process.Steps {
		if t := c.Task(s.ID); t != nil && t.State.Open() {
			steps = append(steps, s.ID)
		}
	}
	return steps
}
