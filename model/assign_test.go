package model

import (
	"strings"
	"testing"
)

// feeShop is an order whose fee alur reckons, and which it tells others of.
func feeShop(auto Step) Process {
	auto.ID, auto.Kind, auto.Text = "reckon", Auto, "Reckon the fee"
	return Process{
		Name: "Order", ID: "order", Role: "shop", Title: "Order {order_no}", Key: "order_no",
		Start: Start{Ask: []Field{
			{Name: "order_no", Type: TextField}, {Name: "total", Type: MoneyField}, {Name: "count", Type: NumberField, Optional: true},
			{Name: "express", Type: YesNoField}, {Name: "size", Type: ChoiceField, Choices: []string{"small", "large"}, Optional: true},
			{Name: "phone", Type: PhoneField, Optional: true}, {Name: "email", Type: TextField, Optional: true},
			{Name: "courier", Type: PersonField, Optional: true}, {Name: "items", Type: ListField},
		}},
		Steps: []Step{auto, {ID: "pack", Kind: Do, Text: "Pack", Role: "shop"}},
	}
}

// orderShop has the process in force.
func orderShop(t *testing.T, p Process) *world {
	t.Helper()
	w := newWorld(t)
	w.publish(p)
	return w
}

// feeOrder begins one by what people type.
func (w *world) feeOrder(fields map[string]string) string {
	w.t.Helper()
	f := w.Flow("order", 1)
	values := Values{}
	for name, text := range fields {
		field, _ := f.Field(name)
		v, err := ParseValue(field, text)
		if err != nil {
			w.t.Fatal(err)
		}
		values[name] = v
	}
	return w.must("hendra", StartCase{Process: "order", Fields: values}).Case
}

func sets(pairs ...string) Step {
	var s Step
	for i := 0; i < len(pairs); i += 2 {
		s.Set = append(s.Set, Assignment{Field: pairs[i], To: pairs[i+1]})
	}
	return s
}

func TestAnAutomaticStepFillsInFields(t *testing.T) {
	for _, c := range []struct{ field, to, want string }{
		{"fee", "total * 0.1", "12.5"},
		{"fee", "0.1 + 0.2", "0.3"},
		{"fee", "total / 3", "41.67"},
		{"size", `total > 100 ? "large" : "small"`, "large"},
		{"rush", "express and total > 100", "yes"},
		{"rush", "not express", "no"},
		{"who", `order_no + "/" + upper(order_no)`, "a-1/A-1"},
		{"pieces", "len(items)", "2"},
		{"most", "max(total, 200)", "200"},
		{"again", "items", "cup, plate"},
	} {
		w := orderShop(t, feeShop(sets(c.field, c.to)))
		id := w.feeOrder(map[string]string{"order_no": "a-1", "total": "125", "express": "yes", "items": "cup,plate"})
		if got := w.Case(id).Fields[c.field].String(); got != c.want {
			t.Errorf("%s: %s sets %q, wanted %q", c.field, c.to, got, c.want)
		}
		if w.Case(id).Task("pack") == nil {
			t.Errorf("%s: the case does not go on", c.to)
		}
	}
}

func TestWhatCanNotBeSetWaitsForTheOwner(t *testing.T) {
	for _, c := range []struct{ field, to, why string }{
		{"fee", "total / count", "divides by 0"},
		{"size", `order_no`, `"a-1" does not fit there`},
	} {
		p := feeShop(sets(c.field, c.to, "rush", "express"))
		p.Start.Ask[2].Optional = false
		w := orderShop(t, p)
		id := w.feeOrder(map[string]string{"order_no": "a-1", "total": "125", "count": "0", "express": "yes", "items": "cup"})
		held := w.Case(id).Task("reckon")
		if held == nil || held.Held == nil || !strings.Contains(held.WaitsFor().In(English), c.why) {
			t.Fatalf("%s is not held: %+v", c.to, held)
		}
		w.must("hendra", Complete{Task: TaskRef{Case: id, Step: "reckon"}})
		if got := w.Case(id).Fields["rush"].Text; got != "yes" {
			t.Errorf("the owner finished it, and rush is %q", got)
		}
		if w.Case(id).Task("pack") == nil {
			t.Error("the case does not go on")
		}
	}
}

func TestWhatAnAutomaticStepMayDoIsChecked(t *testing.T) {
	for _, c := range []struct {
		step Step
		path string
		why  string
	}{
		{sets("fee", "totl * 2"), "set.fee", "totl"},
		{sets("total", `"much"`), "set.total", "total is money"},
		{sets("size", `"huge"`), "set.size", "not one of the answers"},
		{sets("order_no", `"x"`), "set.order_no", "key of the case"},
		{sets("Fee no", "1"), "set.Fee no", "name of a field"},
		{sets("fee", "1", "fee", "2"), "set.fee", "set twice"},
		{Step{Send: "example.com"}, "send", "no web address"},
		{Step{Send: "ftp://example.com/"}, "send", "no web address"},
		{Step{Send: "https://me:secret@example.com/"}, "send", "a name or a password"},
		{Step{Notify: "person boss"}, "notify", "a field of type person"},
		{Step{Notify: "shop", Say: "Hello"}, "say", "outside alur"},
		{Step{Notify: "customer", Say: "Dear {nobody}"}, "say", "{nobody}"},
	} {
		_, faults := Compile(feeShop(c.step))
		if len(faults) == 0 || !strings.HasSuffix(faults[0].Path, c.path) || !strings.Contains(faults[0].In(English), c.why) {
			t.Errorf("%+v: %v", c.step, faults)
		}
	}
	p := feeShop(Step{Notify: ToldCustomer})
	p.Start.Ask = p.Start.Ask[:5]
	if _, faults := Compile(p); len(faults) != 1 || !strings.Contains(faults[0].In(English), "needs to know where") {
		t.Errorf("a customer without an address: %v", faults)
	}
	for _, key := range []Step{{Send: "https://example.com"}, {Say: "Hello"}, sets("fee", "1")} {
		key.ID, key.Kind, key.Text, key.Role = "do", Do, "Do it", "shop"
		p := feeShop(Step{})
		p.Steps = append(p.Steps, key)
		if _, faults := Compile(p); len(faults) == 0 || !strings.Contains(faults[0].In(English), "only an auto: step") {
			t.Errorf("%+v: %v", key, faults)
		}
	}
}

func TestAFieldThatIsSetMayDecideBelow(t *testing.T) {
	p := feeShop(sets("fee", "total * 0.1", "big", "total > 100"))
	p.Steps[1].When = "fee > 5 and big"
	if _, faults := Verify(p); len(faults) > 0 {
		t.Error(faults)
	}
	p.Steps[0].When = "express"
	if _, faults := Verify(p); len(faults) == 0 {
		t.Error("where the step is passed by, fee and big are empty, and nobody is told")
	}
	p = feeShop(sets("fee", "weight * 2"))
	p.Steps = append(p.Steps, Step{ID: "weigh", Kind: Do, Text: "Weigh", Role: "shop", Record: []Field{{Name: "weight", Type: NumberField}}})
	if _, faults := Verify(p); len(faults) == 0 {
		t.Error("the weight is recorded later, and nobody is told")
	}
}
