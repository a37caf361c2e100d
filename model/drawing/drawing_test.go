package drawing

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

// sides are the connections of every character, as a reader sees them.
func sides(r rune) mask {
	for m := range mask(1 << 4) {
		if m.String() == string(r) {
			return m
		}
	}
	return 0
}

// walked derives the arrows from the characters alone: with the finger from
// every place where a line leaves the spine, to the head it ends at.
type walked struct {
	t     interface{ Fatalf(string, ...any) }
	grid  [][]rune
	steps map[int]int
	width int
	text  string
}

func newWalk(t interface{ Fatalf(string, ...any) }, d Drawing) *walked {
	w := &walked{t: t, steps: map[int]int{}, width: d.Width}
	var text strings.Builder
	for i, r := range d.Rows {
		spine := r.Spine
		if r.Kind == StepRow {
			spine = "○"
			w.steps[i] = r.Step
		}
		line := []rune(r.Rail + spine)
		if len(line) != d.Width+1 {
			t.Fatalf("row %d has %d cells: %q", i, len(line), string(line))
		}
		w.grid = append(w.grid, line)
		fmt.Fprintf(&text, "%s %d %d\n", string(line), r.Kind, r.Step)
	}
	w.text = text.String()
	return w
}

// arrows are all that the drawing shows.
func (w *walked) arrows() []string {
	var all []string
	step := -1
	for row := range w.grid {
		s, isStep := w.steps[row]
		if isStep {
			if row > 0 && w.spine(row-1)&down != 0 {
				all = append(all, name(step, s))
			}
			step = s
			continue
		}
		if w.spine(row)&left != 0 {
			all = append(all, name(step, w.follow(row)))
		}
	}
	sort.Strings(all)
	return all
}

// spine is how the cell of the spine is connected; a step is to both sides.
func (w *walked) spine(row int) mask {
	if _, ok := w.steps[row]; ok {
		return up | down
	}
	return sides(w.grid[row][w.width])
}

// follow goes left to the lane, then along it both ways: one of them ends at
// a head.
func (w *walked) follow(row int) int {
	c := w.width - 1
	for ; c >= 0; c-- {
		if m := sides(w.grid[row][c]); m&left == 0 {
			break
		}
	}
	if c < 0 || sides(w.grid[row][c])&right == 0 {
		w.t.Fatalf("the line of row %d leads nowhere:\n%s", row, w.text)
	}
	var found []int
	for _, by := range []int{-1, 1} {
		if to, ok := w.along(row, c, by); ok {
			found = append(found, to)
		}
	}
	if len(found) != 1 {
		w.t.Fatalf("the line of row %d ends at %v:\n%s", row, found, w.text)
	}
	return found[0]
}

// along follows a lane until it turns to the steps, and reports whether an
// arrow's head is there.
func (w *walked) along(row, c, by int) (int, bool) {
	ahead, behind := up, down
	if by > 0 {
		ahead, behind = down, up
	}
	if sides(w.grid[row][c])&ahead == 0 {
		return 0, false
	}
	for {
		row += by
		if row < 0 || row >= len(w.grid) || sides(w.grid[row][c])&behind == 0 {
			w.t.Fatalf("a lane breaks off at row %d:\n%s", row, w.text)
		}
		if sides(w.grid[row][c])&ahead != 0 {
			continue
		}
		for c++; c < w.width; c++ {
			if w.grid[row][c] == '►' {
				step, ok := w.steps[row]
				return step, ok && c == w.width-1
			}
			if sides(w.grid[row][c])&(left|right) != left|right {
				w.t.Fatalf("the line of row %d has a hole:\n%s", row, w.text)
			}
		}
		return 0, false
	}
}

func name(from, to int) string { return fmt.Sprintf("%d>%d", from, to) }

// holds checks a drawing of a process against its arrows.
func holds(t interface{ Fatalf(string, ...any) }, f *model.Flow, o Options) Drawing {
	d := Draw(f, o)
	if d.Width > 2*o.Lanes {
		t.Fatalf("%d cells wide, %d lanes were allowed", d.Width, o.Lanes)
	}
	w := newWalk(t, d)
	got := w.arrows()
	var want, said []string
	for _, a := range Arrows(f) {
		want = append(want, name(a.From, a.To))
	}
	came := map[int][]int{}
	for _, r := range d.Rows {
		switch {
		case r.Kind == ArrowRow && r.Unrailed:
			said = append(said, name(r.Arrow.From, r.Arrow.To))
		case r.Kind == NoteRow && r.Note == NoteFrom:
			came[r.Step] = r.From
		}
		if r.Kind == ArrowRow && (!r.Unrailed) != (sides([]rune(r.Spine)[0])&left != 0) {
			t.Fatalf("row of %v: spine %q", r.Arrow, r.Spine)
		}
	}
	for _, s := range said {
		var from, to int
		if _, err := fmt.Sscanf(s, "%d>%d", &from, &to); err != nil || !slices.Contains(came[to], from) {
			t.Fatalf("%s is said where it leaves and not where it comes:\n%s", s, w.text)
		}
	}
	got = append(got, said...)
	sort.Strings(got)
	sort.Strings(want)
	if !slices.Equal(got, want) {
		t.Fatalf("drawn %v\nthe flow has %v\n%s", got, want, w.text)
	}
	fewest(t, f, d, o)
	return d
}

// fewest: where every arrow has its rail, no lane is there that rails side by
// side do not need.
func fewest(t interface{ Fatalf(string, ...any) }, f *model.Flow, d Drawing, o Options) {
	l := &layout{f: f, o: o}
	l.rows()
	l.makeRails()
	most := 0
	for row := range l.list {
		n := 0
		for _, r := range l.rails {
			if first, last := r.span(); first <= row && row <= last {
				n++
			}
		}
		most = max(most, n)
	}
	if most <= o.Lanes && d.Width != 2*most {
		t.Fatalf("%d rails run side by side, and %d lanes are drawn", most, d.Width/2)
	}
}

func TestEveryArrowOfTheReadyMadeProcessesIsDrawnOnce(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, tmpl := range templates.All(lang) {
			_, f, _ := procfile.Read(tmpl.File, tmpl.Source)
			if f == nil {
				t.Fatal(tmpl.File)
			}
			for _, lanes := range []int{0, 1, 2, 8} {
				holds(t, f, Options{Lanes: lanes})
				holds(t, f, Options{Lanes: lanes, Terse: true})
			}
		}
	}
}

func TestEveryArrowOfDrawnProcessesIsDrawnOnce(t *testing.T) {
	drawn := 0
	rapid.Check(t, func(rt *rapid.T) {
		f, _ := model.Compile(someProcess(rt))
		if f == nil {
			return
		}
		drawn++
		o := Options{Lanes: rapid.IntRange(0, 12).Draw(rt, "lanes"), Terse: rapid.Bool().Draw(rt, "terse")}
		d := holds(rt, f, o)
		if again := Draw(f, o); fmt.Sprint(again) != fmt.Sprint(d) {
			rt.Fatalf("drawn twice, it differs:\n%v\n%v", d, again)
		}
		for _, r := range d.Rows {
			if line := ASCII(r.Rail + r.Spine); strings.Trim(line, " -|+>") != "" {
				rt.Fatalf("%q is not ASCII", line)
			}
		}
	})
	if drawn == 0 {
		t.Error("no process passed the checks: this test proves nothing")
	}
}

// someProcess has branches, joins, rework, jumps, parallel parts, waits, ends
// and stops at any place; not every one passes the checks.
func someProcess(rt *rapid.T) model.Process {
	n := rapid.IntRange(1, 12).Draw(rt, "steps")
	id := func(i int) string { return fmt.Sprintf("s%d", i) }
	p := model.Process{Name: "Work", Role: "shop", Start: model.Start{Ask: []model.Field{{Name: "pay", Type: model.ChoiceField, Choices: []string{"now", "later"}}}}}
	target := func(label string) string {
		return rapid.SampledFrom([]string{model.ToNext, model.ToNext, model.ToEnd, model.ToStop, id(rapid.IntRange(0, n-1).Draw(rt, label)), id(rapid.IntRange(0, n-1).Draw(rt, label))}).Draw(rt, label)
	}
	for i := range n {
		s := model.Step{ID: id(i), Text: fmt.Sprintf("Part %d", i)}
		if i > 0 && rapid.IntRange(0, 3).Draw(rt, "after?") == 0 {
			s.After = []string{id(rapid.IntRange(0, i-1).Draw(rt, "after")), id(rapid.IntRange(0, i-1).Draw(rt, "and"))}
			s.After = slices.Compact(s.After)
		}
		switch rapid.IntRange(0, 9).Draw(rt, "sort") {
		case 0, 1, 2:
			s.Outcomes = []model.Outcome{{Name: "ok", To: []string{model.ToNext}}, {Name: "bad", To: []string{target("bad")}}}
		case 3:
			s.Outcomes = []model.Outcome{{Name: "a", To: []string{target("a"), id(rapid.IntRange(0, n-1).Draw(rt, "and a"))}}, {Name: "b", To: []string{target("b")}}, {Name: "c", To: []string{target("c")}}}
		case 4:
			s.Kind, s.Text = model.Choose, ""
			s.Outcomes = []model.Outcome{{Name: "x", When: `pay == "now"`, To: []string{target("x")}}, {Name: model.ElseOutcome, To: []string{target("else")}}}
		case 5:
			s.When = `pay == "now"`
		case 6:
			s.Due, s.Late = "1h", "start "+id(rapid.IntRange(0, n-1).Draw(rt, "late"))
		case 7:
			s.Then = []string{rapid.SampledFrom([]string{model.ToEnd, model.ToStop, id(rapid.IntRange(0, n-1).Draw(rt, "then"))}).Draw(rt, "then")}
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

// TestTheOnlineOrderAsItIsDrawn shows what people see.
func TestTheOnlineOrderAsItIsDrawn(t *testing.T) {
	tmpl, _ := templates.Get("online-order", model.English)
	_, f, _ := procfile.Read(tmpl.File, tmpl.Source)
	var b strings.Builder
	for _, r := range Draw(f, Options{Lanes: 6}).Rows {
		spine := r.Spine
		if r.Kind == StepRow {
			spine = "○"
		}
		words := ""
		switch r.Kind {
		case StepRow:
			words = f.Process.Steps[r.Step].ID
		case ArrowRow, OnRow:
			words = "  " + strings.Join(r.Arrow.Outcomes, ", ")
		}
		b.WriteString(strings.TrimRight(r.Rail+spine+" "+words, " ") + "\n")
	}
	const want = `
      ○ recorded
      ○ paid
      │
┌─────┤   not_paid
│ ┌───┤   paid
│ │   │   paid
│ │ ┌►○ pick
│ │ │ ○ quality
│ │ └─┤   fail
│ │   │   pass
│ │   ○ pack
│ │ ┌─┘   done
│ └─┼►○ invoice
│   └►○ collect
│     ○ deliver
├─────┤   came_back
│ ┌───┤   delivered
│ │   │   delivered
│ │   ○ cash
│ │   │
│ │   └
│ └──►○ confirm
│     ├
│     │   gives_back
│     ○ take_back
│     ├
│     │   finished
│     ○ given_back
│     │
│     └
└────►○ cancel
      │
      └
`
	if got := "\n" + b.String(); got != want {
		t.Errorf("got:%s", got)
	}
}

// Lateness begins no step yet: the drawing says what alur does so far, tell
// the owner.
func TestLatenessIsDrawnAsWhatItDoes(t *testing.T) {
	_, f, faults := procfile.Read("late.yaml", []byte(`process: Late
role: shop
steps:
  - {id: a, do: Ask, due: 1h, late: start call, outcomes: {yes: next, no: stop}, then: send}
  - {id: call, do: Call, then: end}
  - {id: send, do: Send}
`))
	if f == nil {
		t.Fatal(faults)
	}
	for lang, want := range map[model.Lang]string{
		model.English:    "once overdue the owner is told (not yet by itself: ↓)",
		model.Indonesian: "bila lewat batas pemilik diberi tahu (belum otomatis: ↓)",
	} {
		w := Words{Lang: lang, Up: "↑", Down: "↓"}
		var said []string
		for _, r := range Draw(f, Options{}).Rows {
			said = append(said, w.Row(f, r))
		}
		if !slices.Contains(said, want) {
			t.Errorf("the drawing says:\n%s", strings.Join(said, "\n"))
		}
	}
}
