package templates_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

// How an order goes through the shop, on every path that there is. Sari and
// Budi are the warehouse, Dewi does the accounts, Rina the service; Hendra owns
// the shop. After each act stands what is in the queues then, by role; with a
// name where only that person is asked, and (waits) where nobody can do
// anything but hear of it. On the last line stands how the order
// ended.
func orderPaths() []orderPath {
	return []orderPath{
		{"prepaid, all goes well", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Sari packs the parcel", "accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: collect"},
			{"Budi hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina asks the customer", "finished"},
		}},
		{"prepaid, and the invoice is written first", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: pick"},
			{"Budi picks the goods", "warehouse: quality (Sari)"},
			{"Sari finds the goods in order", "warehouse: pack"},
			{"Sari packs the parcel", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina asks the customer", "finished"},
		}},
		{"prepaid, and the check fails once", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: quality (Budi)"},
			{"Budi finds the goods damaged", "warehouse: pick"},
			{"Sari picks the goods", "warehouse: quality (Budi)"},
			{"Budi finds the goods in order", "warehouse: pack"},
			{"Budi packs the parcel", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina asks the customer", "finished"},
		}},
		{"cash on delivery, all goes well", cod, []moment{
			{"", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: pack"},
			{"Sari packs the parcel", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "accounts: cash | service: confirm"},
			{"Dewi books the cash", "service: confirm"},
			{"Rina asks the customer", "finished"},
		}},
		{"cash on delivery, the check fails twice, and the cash comes last", cod, []moment{
			{"", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods damaged", "warehouse: pick | accounts: invoice"},
			{"Budi picks the goods", "warehouse: quality (Sari) | accounts: invoice"},
			{"Sari finds the goods damaged", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Sari packs the parcel", "accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "accounts: cash | service: confirm"},
			{"Rina asks the customer", "accounts: cash"},
			{"Dewi books the cash", "finished"},
		}},
		{"not paid", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds no money", "service: cancel"},
			{"Rina cancels the order", "cancelled"},
		}},
		{"prepaid, and it came back", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Sari packs the parcel", "accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: collect"},
			{"Budi hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it came back", "service: cancel"},
			{"Rina cancels the order", "cancelled"},
		}},
		{"cash on delivery, the check fails once, and it came back: no cash is asked for", cod, []moment{
			{"", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods damaged", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: pack"},
			{"Sari packs the parcel", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it came back", "service: cancel"},
			{"Rina cancels the order", "cancelled"},
		}},
		{"the customer gives it back, and has the money again", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Sari packs the parcel", "accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: collect"},
			{"Budi hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina hears that it is given back", "service: take_back (waits), agree"},
			{"Rina agrees on the return", "service: take_back (waits), arrive (waits)"},
			{"Rina has the goods back", "warehouse: inspect | service: take_back (waits)"},
			{"Sari finds the return as agreed", "warehouse: shelve | service: take_back (waits)"},
			{"Budi puts the goods away", "service: take_back (waits)"},
			{"Hendra grants the money", "accounts: refund | service: take_back (waits)"},
			{"Dewi pays the money back", "service: take_back (waits), tell"},
			{"Rina tells that it is settled", "cancelled"},
		}},
		{"the customer gives it back, and keeps it after all: the order stays sold", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Sari packs the parcel", "accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: collect"},
			{"Budi hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina hears that it is given back", "service: take_back (waits), agree"},
			{"Rina agrees on the return", "service: take_back (waits), arrive (waits)"},
			{"Rina hears that nothing comes", "service: take_back (waits), decline"},
			{"Rina explains that nothing is paid", "finished"},
		}},
		{"Hendra finds out too late that the goods are wrong, and sends them back", prepaid, []moment{
			{"", "accounts: paid"},
			{"Dewi finds the money in the bank", "warehouse: pick | accounts: invoice"},
			{"Sari picks the goods", "warehouse: quality (Budi) | accounts: invoice"},
			{"Budi finds the goods in order", "warehouse: pack | accounts: invoice"},
			{"Hendra has the goods picked again", "warehouse: pick | accounts: invoice"},
			{"Dewi writes the invoice", "warehouse: pick"},
			{"Sari picks the goods", "warehouse: quality (Budi)"},
			{"Budi finds the goods in order", "warehouse: pack"},
			{"Sari packs the parcel", "warehouse: collect"},
			{"Sari hands it to the courier", "service: deliver (waits)"},
			{"Rina hears that it was delivered", "service: confirm"},
			{"Rina asks the customer", "finished"},
		}},
	}
}

type orderPath struct {
	name    string
	payment string
	moments []moment
}

const (
	prepaid = "prepaid"
	cod     = "cod"
)

// moment is an act, and what is asked of whom after it.
type moment struct{ act, then string }

// orderActs are the acts of the paths: what each does to which step.
func orderActs() map[string]orderAct {
	return map[string]orderAct{
		"finds the money in the bank":   {step: "paid", outcome: "paid"},
		"finds no money":                {step: "paid", outcome: "not_paid"},
		"picks the goods":               {step: "pick"},
		"finds the goods in order":      {step: "quality", outcome: "pass"},
		"finds the goods damaged":       {step: "quality", outcome: "fail"},
		"has the goods picked again":    {step: "pack", back: "pick"},
		"packs the parcel":              {step: "pack", values: map[string]string{"weight": "2.4", "label": "A-1042"}},
		"writes the invoice":            {step: "invoice", values: map[string]string{"invoice_no": "F-1"}},
		"hands it to the courier":       {step: "collect", values: map[string]string{"courier": "JNE", "tracking": "JP1"}},
		"hears that it was delivered":   {step: "deliver", outcome: "delivered"},
		"hears that it came back":       {step: "deliver", outcome: "came_back"},
		"books the cash":                {step: "cash", values: map[string]string{"cash": "185000"}},
		"asks the customer":             {step: "confirm", values: map[string]string{"well": "yes"}},
		"hears that it is given back":   {step: "confirm", outcome: "gives_back"},
		"agrees on the return":          {step: "agree", values: map[string]string{"why": "it does not work"}},
		"has the goods back":            {step: "arrive", outcome: "arrived"},
		"hears that nothing comes":      {step: "arrive", outcome: "never_came"},
		"finds the return as agreed":    {step: "inspect", outcome: "accept", values: map[string]string{"condition": "as new"}},
		"puts the goods away":           {step: "shelve"},
		"grants the money":              {step: "decide", outcome: "money_back"},
		"pays the money back":           {step: "refund", values: map[string]string{"refunded": "185000", "refund_no": "R-1"}},
		"tells that it is settled":      {step: "tell", values: map[string]string{"content": "yes"}},
		"explains that nothing is paid": {step: "decline", values: map[string]string{"answer": "as was agreed"}},
		"cancels the order":             {step: "cancel", values: map[string]string{"why": "as the customer was told"}},
	}
}

// orderAct completes a step, with the first reason that its outcome offers; or
// sends it back by the owner's right.
type orderAct struct {
	step, outcome, back string
	values              map[string]string
}

func TestTheOnlineOrderOnEveryPath(t *testing.T) {
	for _, lang := range model.Langs() {
		passed := map[string]bool{}
		for _, path := range orderPaths() {
			t.Run(string(lang)+"/"+path.name, func(t *testing.T) {
				f := newFloor(t, lang)
				f.start(path.payment)
				for _, m := range path.moments {
					if m.act != "" {
						f.do(m.act)
					}
					if got := f.queues(); got != m.then {
						t.Fatalf("after %q the queues are %q, want %q", m.act, got, m.then)
					}
				}
				for _, task := range f.cases[f.order].Tasks {
					passed[task.Step+" "+task.Outcome] = true
				}
			})
		}
		for _, s := range newFloor(t, lang).flows["online-order"].Process.Steps {
			for _, o := range s.Outcomes {
				if !passed[s.ID+" "+o.Name] {
					t.Errorf("%s: on no path does %s end as %s", lang, s.ID, o.Name)
				}
			}
		}
	}
}

// floor is a shop with all ready-made processes, and their people.
type floor struct {
	t     *testing.T
	shop  *model.Shop
	flows map[string]*model.Flow
	cases map[string]*model.Case
	// roles names the roles of the language as the paths do.
	roles map[string]string
	order string
	now   time.Time
	acts  int
}

func newFloor(t *testing.T, lang model.Lang) *floor {
	f := &floor{
		t: t, flows: map[string]*model.Flow{}, cases: map[string]*model.Case{}, now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC),
		shop: &model.Shop{
			Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Hours: model.DefaultHours()},
			People:   map[string]*model.Person{}, Processes: map[string]*model.ProcessHead{},
		},
	}
	for _, tmpl := range templates.All(lang) {
		_, f.flows[tmpl.ID], _ = procfile.Read(tmpl.File, tmpl.Source)
		f.shop.Processes[tmpl.ID] = &model.ProcessHead{ID: tmpl.ID, Name: tmpl.Name, Versions: []model.Published{{Version: 1}}}
	}
	step := func(id string) string { return f.flows["online-order"].Step(id).Role }
	warehouse, accounts, service := step("pick"), step("paid"), step("deliver")
	f.roles = map[string]string{warehouse: "warehouse", accounts: "accounts", service: "service"}
	for name, role := range map[string]string{"Sari": warehouse, "Budi": warehouse, "Dewi": accounts, "Rina": service, "Hendra": ""} {
		id := strings.ToLower(name)
		f.shop.People[id] = &model.Person{ID: id, Name: name, Roles: []string{role}, Owner: role == ""}
	}
	return f
}

func (f *floor) start(payment string) {
	f.command("rina", model.StartCase{Process: "online-order", Fields: model.Values{
		"order_no": {Text: "A-1042"}, "customer": {Text: "Bu Wati"}, "items": {Items: []string{"TEKO-2L", "GELAS-6"}},
		"total": {Text: "185000"}, "payment": {Text: payment},
	}})
	f.order = "online-order-1"
}

// do does an act in words: who, and one of orderActs.
func (f *floor) do(words string) {
	f.t.Helper()
	name, what, _ := strings.Cut(words, " ")
	act, ok := orderActs()[what]
	if !ok {
		f.t.Fatalf("nobody knows how to do %q", words)
	}
	id := f.caseAt(act.step)
	ref := model.TaskRef{Case: id, Step: act.step}
	if act.back != "" {
		f.command(strings.ToLower(name), model.SendBack{Task: ref, To: act.back, Reason: "wrong size"})
		return
	}
	c := f.cases[id]
	flow := f.flows[c.Process]
	done := model.Complete{Task: ref, Outcome: act.outcome, Values: model.Values{}}
	if o, ok := flow.Outcome(act.step, act.outcome); ok && len(o.Reasons) > 0 {
		done.Reason = o.Reasons[0]
	}
	for _, item := range flow.Items(act.step, c.Fields) {
		done.Ticks = append(done.Ticks, item.Key)
	}
	for field, text := range act.values {
		done.Values[field] = model.Value{Text: text}
	}
	f.command(strings.ToLower(name), done)
}

// caseAt is the case in which a step is open.
func (f *floor) caseAt(step string) string {
	for _, id := range slices.Sorted(maps.Keys(f.cases)) {
		if t := f.cases[id].Task(step); t != nil && t.State.Open() {
			return id
		}
	}
	return f.order
}

func (f *floor) command(by string, act model.Act) {
	f.t.Helper()
	f.acts++
	f.now = f.now.Add(10 * time.Minute)
	d, err := model.Decide(f, model.Command{Op: fmt.Sprint("op-", f.acts), By: by, Act: act}, f.now)
	if err != nil {
		f.t.Fatalf("%s %+v: %v", by, act, err)
	}
	for _, e := range d.Events {
		process, _, _ := strings.Cut(e.Case, "-"+e.Case[strings.LastIndex(e.Case, "-")+1:])
		if f.cases[e.Case], err = model.Apply(f.flows[process], f.cases[e.Case], e); err != nil {
			f.t.Fatal(err)
		}
	}
}

// queues are what everybody is asked to do now, by role, or how the order
// ended.
func (f *floor) queues() string {
	if c := f.cases[f.order]; c.State != model.Running {
		return string(c.State)
	}
	asked := map[string][]string{}
	var all []model.OpenTask
	for _, id := range slices.Sorted(maps.Keys(f.cases)) {
		all = append(all, model.OpenRows(f.flows[f.cases[id].Process], f.cases[id])...)
	}
	for _, row := range all {
		var who []string
		for _, id := range []string{"budi", "dewi", "rina", "sari"} {
			p := f.shop.People[id]
			q := model.NextTasks(model.QueueInput{Now: f.now, Shop: f.shop, Person: p, Open: slices.Values(all), Flow: f.Flow})
			if slices.ContainsFunc(slices.Concat(q.Items, q.Asleep), func(i model.QueueItem) bool { return i.TaskRef == row.TaskRef }) {
				who = append(who, p.Name)
			}
		}
		text := row.Step
		if role := f.roles[row.Role]; role == "warehouse" && len(who) == 1 {
			text += " (" + who[0] + ")"
		}
		if row.State == model.Waiting {
			text += " (waits)"
		}
		if len(who) > 0 {
			asked[f.roles[row.Role]] = append(asked[f.roles[row.Role]], text)
		}
	}
	var parts []string
	for _, role := range []string{"warehouse", "accounts", "service"} {
		if len(asked[role]) > 0 {
			parts = append(parts, role+": "+strings.Join(asked[role], ", "))
		}
	}
	return strings.Join(parts, " | ")
}

// The floor is a View.

func (f *floor) Shop() *model.Shop                 { return f.shop }
func (f *floor) Flow(id string, _ int) *model.Flow { return f.flows[id] }
func (f *floor) Case(id string) *model.Case        { return f.cases[id] }
func (f *floor) CaseByKey(string, string) string   { return "" }
func (f *floor) InHand(string) []model.TaskRef     { return nil }
func (f *floor) Held(string) []model.TaskRef       { return nil }
func (f *floor) History(string) []model.Event      { return nil }
func (f *floor) LastActs(string) []model.ActRef    { return nil }
func (f *floor) Pinned() []model.OpenTask          { return nil }
func (f *floor) RunningIn(string) []string         { return nil }
func (f *floor) LastNumber(process string) int {
	n := 0
	for _, c := range f.cases {
		if c.Process == process {
			n = max(n, c.Number)
		}
	}
	return n
}
