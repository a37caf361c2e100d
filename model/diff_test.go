package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"alur/model/modeltest/dice"

	"pgregory.net/rapid"
)

// diffed are the changes in a language, one a line.
func diffed(a, b Process, renamed map[string]string, l Lang) []string {
	var lines []string
	for _, c := range Diff(a, b, renamed) {
		lines = append(lines, c.In(l))
	}
	return lines
}

func TestWhatChangedIsSaidInWords(t *testing.T) {
	step := func(p *Process, id string) *Step {
		i := slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })
		return &p.Steps[i]
	}
	for _, tt := range []struct {
		name   string
		change func(p *Process)
		en, id string
	}{
		{"due", func(p *Process) { step(p, "pack").Due = "2h" }, "Pack safely: due now 2 h (was 1 h)", "Pack safely: batas sekarang 2 j (tadinya 1 j)"},
		{"role", func(p *Process) { step(p, "invoice").Role = "shop" }, "Prepare the invoice: role now shop (was accounts)", "Prepare the invoice: peran sekarang shop (tadinya accounts)"},
		{"a key added", func(p *Process) { step(p, "pack").How = "Twice." }, "Pack safely: how added: Twice.", "Pack safely: cara ditambah: Twice."},
		{"a key removed", func(p *Process) { step(p, "paid").When = "" }, `Check that the payment has arrived: only when removed (was payment == "prepaid")`, `Check that the payment has arrived: hanya bila dihapus (tadinya payment == "prepaid")`},
		{"a truth", func(p *Process) { step(p, "quality").NeverSkip = false }, "Check the goods by hand and eye: may never be skipped removed (was yes)", "Check the goods by hand and eye: tidak boleh dilewati dihapus (tadinya ya)"},
		{"a tick", func(p *Process) {
			s := step(p, "pack")
			s.Check = append(slices.Clone(s.Check), Check{Text: "Glass wrapped twice", Optional: true})
		}, "Pack safely: tick added: Glass wrapped twice (optional)", "Pack safely: centang ditambah: Glass wrapped twice (boleh kosong)"},
		{"four eyes taken away", func(p *Process) { step(p, "quality").NotSameAs = "" }, "Check the goods by hand and eye: now also by who did: Pick the goods", "Check the goods by hand and eye: kini juga oleh yang mengerjakan: Pick the goods"},
		{"a value", func(p *Process) { step(p, "invoice").Record = nil }, "Prepare the invoice: value removed: invoice no", "Prepare the invoice: isian dihapus: nomor faktur"},
		{"a question", func(p *Process) {
			p.Start.Ask = append(slices.Clone(p.Start.Ask), Field{Name: "gift", Type: YesNoField, Optional: true})
		}, "asked at the start added: gift (yes/no?)", "ditanyakan di awal ditambah: gift (yes/no?)"},
		{"an outcome", func(p *Process) {
			s := step(p, "quality")
			s.Outcomes = slices.Clone(s.Outcomes)
			s.Outcomes[1].To = []string{"cancel"}
		}, `Check the goods by hand and eye: outcome fail now goes to "Cancel the order and tell the customer" (was "Pick the goods")`, `Check the goods by hand and eye: hasil gagal sekarang ke "Cancel the order and tell the customer" (tadinya "Pick the goods")`},
		{"a new step", func(p *Process) {
			p.Steps = slices.Insert(slices.Clone(p.Steps), 4, Step{ID: "photo", Kind: Do, Text: "Take a photo", Role: "warehouse"})
		}, "new step: Take a photo (warehouse)", "langkah baru: Take a photo (warehouse)"},
		{"a step less", func(p *Process) {
			p.Steps = slices.DeleteFunc(slices.Clone(p.Steps), func(s Step) bool { return s.ID == "confirm" })
		}, "step removed: Ask the customer whether all is well", "langkah dihapus: Ask the customer whether all is well"},
		{"the order", func(p *Process) {
			p.Steps = slices.Clone(p.Steps)
			p.Steps[4], p.Steps[5] = p.Steps[5], p.Steps[4]
		}, "Pack safely: now stands below: Prepare the invoice", "Pack safely: sekarang di bawah: Prepare the invoice"},
		{"four eyes", func(p *Process) {
			p.Steps[slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == "pack" })].NotSameAs = "pick"
		}, "Pack safely: now not by who did: Pick the goods", "Pack safely: kini bukan oleh yang mengerjakan: Pick the goods"},
		{"the process", func(p *Process) { p.Promise = "5d" }, "promise now 5 days (was 6 days)", "janji sekarang 5 hari (tadinya 6 hari)"},
		{"the kind", func(p *Process) { p.Kind = Support }, "kind added: support", "jenis ditambah: pendukung"},
		{"a due time added", func(p *Process) { step(p, "deliver").Takes = "2w" }, "the courier's delivery notice: takes added: 14 days", "the courier's delivery notice: lama kerja ditambah: 14 hari"},
	} {
		a, b := onlineOrder(), onlineOrder()
		tt.change(&b)
		if got := strings.Join(diffed(a, b, nil, English), "\n"); got != tt.en {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.en)
		}
		if got := strings.Join(diffed(a, b, nil, Indonesian), "\n"); got != tt.id {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.id)
		}
		if lines := diffed(a, a, nil, English); len(lines) > 0 {
			t.Errorf("a process differs from itself: %q", lines)
		}
	}
}

func TestARenamedStepIsTheSameStep(t *testing.T) {
	a := onlineOrder()
	b := withSteps(onlineOrder(), map[string]string{"pick": "fetch"})
	if lines := diffed(a, b, map[string]string{"pick": "fetch"}, English); len(lines) != 1 || lines[0] != "Pick the goods: its id is fetch now, and was pick" {
		t.Errorf("%q", lines)
	}
	if lines := diffed(a, b, nil, English); len(lines) < 2 {
		t.Errorf("without the new name it is another step: %q", lines)
	}
}

// TestNoKeyIsForgotten holds that a change of any key of the format is said:
// whoever adds a key and forgets it here learns it from this test.
func TestNoKeyIsForgotten(t *testing.T) {
	for _, of := range []reflect.Type{reflect.TypeFor[Process](), reflect.TypeFor[Step](), reflect.TypeFor[Start]()} {
		for i := range of.NumField() {
			key := of.Field(i).Name
			if key == "ID" || key == "Steps" {
				continue
			}
			a, b := onlineOrder(), onlineOrder()
			b.Steps = slices.Clone(b.Steps)
			at := map[reflect.Type]reflect.Value{
				reflect.TypeFor[Process](): reflect.ValueOf(&b).Elem(), reflect.TypeFor[Start](): reflect.ValueOf(&b.Start).Elem(),
				reflect.TypeFor[Step](): reflect.ValueOf(&b.Steps[4]).Elem(),
			}[of].Field(i)
			if at.IsZero() {
				fill(at)
			} else {
				at.SetZero()
			}
			if len(Diff(a, b, nil)) == 0 {
				t.Errorf("a change of %s.%s is not said", of.Name(), key)
			}
		}
	}
}

// fill puts something into a zero value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		m.SetMapIndex(key, value)
		v.Set(m)
	case reflect.Struct:
		fill(v.Field(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	}
}

// TestVersionsDifferWhereTheirHashesDo compares random processes.
func TestVersionsDifferWhereTheirHashesDo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, _ := Compile(Drawn.Process(dice.Rapid(rt)))
		g, _ := Compile(Drawn.Process(dice.Rapid(rt)))
		if f == nil || g == nil {
			rt.Skip("does not pass the checks")
		}
		if n := len(Diff(f.Process, g.Process, nil)); (n == 0) != (f.Hash() == g.Hash()) {
			rt.Fatalf("%d changes between\n%+v\n%+v", n, f.Process, g.Process)
		}
	})
}

// TestARenamedStepIsToldByItsIds: was names the id that a step had, and says
// no more once the two versions are told apart by it.
func TestARenamedStepIsToldByItsIds(t *testing.T) {
	a := Process{ID: "p", Name: "P", Role: "shop", Steps: []Step{{ID: "back", Text: "Bring it back"}}}
	b := a
	b.Steps = []Step{{ID: "return", Text: "Bring it back", Was: "back"}}
	changes := Diff(a, b, map[string]string{"back": "return"})
	if len(changes) != 1 || changes[0].In(English) != "Bring it back: its id is return now, and was back" {
		t.Errorf("got %v", changes)
	}
	flow := func(p Process) *Flow {
		f, faults := Compile(p)
		if f == nil {
			t.Fatal(faults)
		}
		return f
	}
	// Backwards it is told as well, and over two names at once.
	c := a
	c.Steps = []Step{{ID: "bring", Text: "Bring it back", Was: "return"}}
	for _, tt := range []struct {
		way  []Process
		want string
	}{
		{[]Process{b, a}, "Bring it back: its id is back now, and was return"},
		{[]Process{a, b, c}, "Bring it back: its id is bring now, and was back"},
		{[]Process{c, b, a}, "Bring it back: its id is back now, and was bring"},
	} {
		var way []*Flow
		for _, p := range tt.way {
			way = append(way, flow(p))
		}
		last := len(way) - 1
		changes := Diff(way[0].Process, way[last].Process, RenamedSteps(way))
		if len(changes) != 1 || changes[0].In(English) != tt.want {
			t.Errorf("got %v, want %s", changes, tt.want)
		}
	}
	later := b
	later.Steps = []Step{{ID: "return", Text: "Bring it back"}}
	if changes := Diff(b, later, nil); len(changes) != 1 {
		t.Errorf("got %v", changes)
	}
}
