package ui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"alur/model"
	"alur/store"
)

// slowly is a screen whose answers come late and in any order. What is asked for
// is done at once.
type slowly struct {
	*desk
	s    *memStore
	late []tea.Msg
	// events is how many there were, looked the cases at which Enter or F9 was
	// pressed since the last act.
	events int
	looked []string
}

// ask does what a command does, and keeps what it brings.
func (s *slowly) ask(c tea.Cmd) {
	if c == nil {
		return
	}
	switch m := c().(type) {
	case nil, tea.RawMsg:
	case tea.BatchMsg:
		for _, c := range m {
			s.ask(c)
		}
	default:
		s.late = append(s.late, m)
	}
}

// answer gives the root something of what came, or says that it failed.
func (s *slowly) answer(i int, err error) {
	m := s.late[i]
	s.late = slices.Delete(s.late, i, i+1)
	switch m := m.(type) {
	case tea.QuitMsg:
		s.closed = true
	case loadMsg:
		if m.err == nil && err != nil {
			m.value, m.err = nil, err
		}
		s.send(m)
	case doneMsg:
		if m.err == nil && err != nil {
			m.receipt, m.err = Receipt{}, err
		}
		s.send(m)
	case enterMsg:
		if m.err == nil && err != nil {
			m.shop, m.cal, m.err = nil, nil, err
		}
		s.send(m)
	default:
		s.send(m)
	}
}

// strike presses a key, and notes the case that is looked at.
func (s *slowly) strike(key string) {
	if k := keyOf(keyMsg(key)); k.acts() {
		for _, o := range slices.Backward(s.root.stack) {
			if c, ok := o.screen.(caseShower); ok {
				s.looked = append(s.looked, c.caseShown())
				break
			}
		}
	}
	s.send(keyMsg(key))
}

// lawful fails if somebody sees what is not theirs, or an act was done on a case
// that was not on the screen as its key was pressed.
func (s *slowly) lawful(rt *rapid.T, after string) {
	e, front := &s.root.env, s.root.front()
	if front == nil || !e.mayOpen(front.page) && (e.me != nil || front.page.id != pageSignIn) || s.root.busy < 0 {
		rt.Fatalf("after %s, with %d acts under way:\n%s", after, s.root.busy, s.screen())
	}
	s.screen()
	acted := false
	for ; s.events < len(s.s.events); s.events++ {
		ev := s.s.events[s.events]
		switch ev.Body.(type) {
		case model.TaskBegun, model.TaskCompleted:
			acted = true
			if !slices.Contains(s.looked, ev.Case) {
				rt.Fatalf("after %s: %T in %s, where Enter and F9 were for %q:\n%s", after, ev.Body, ev.Case, s.looked, s.screen())
			}
		}
	}
	if acted {
		s.looked = nil
	}
}

// Whatever is pressed and scanned while answers are late, in whatever order they
// come, some of them that nothing was read or done: who is signed in sees what is
// theirs to see, no key acts on what was not on the screen, and once all has come
// keys count and somebody signs in.
func TestAnswersInAnyOrder(t *testing.T) {
	keys := []string{
		"enter", "enter", "enter", "f9", "f9", "space", "space", "down", "tab", "f8", "f12", "f12", "f5", "f2", "f1", "f10", "f6", "esc", "up",
		"pgdown", "ctrl+z", "n", "1", "2", "4", "7", "s", "b", "h", "d", "scan", "others", "a while",
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := readyMadeShop(t, model.English)
		s.shop.IdleLock = "10m"
		d := &slowly{desk: sit(t, s, rapid.SampledFrom([]string{"", "sari", "budi", "dewi", "hendra"}).Draw(rt, "person"), ""), s: s, events: len(s.events)}
		d.hold = d.ask
		for range rapid.IntRange(1, 80).Draw(rt, "steps") {
			if n := len(d.late); n > 0 && rapid.Bool().Draw(rt, "answer") {
				var err error
				if rapid.IntRange(0, 9).Draw(rt, "fails") == 0 {
					err = store.ErrNotSaved
				}
				d.answer(rapid.IntRange(0, n-1).Draw(rt, "which"), err)
				d.lawful(rt, "an answer")
				continue
			}
			key := rapid.SampledFrom(keys).Draw(rt, "key")
			switch key {
			case "others":
				d.refresh()
			case "a while":
				s.now = s.now.Add(rapid.SampledFrom([]time.Duration{time.Second, readAgain, 11 * time.Minute}).Draw(rt, "while"))
				d.send(beatMsg{})
			case "scan":
				d.scan(rapid.SampledFrom([]string{"1042\r", "1043\r", "online-order-1\r", "4711"}).Draw(rt, "code"))
			default:
				d.wait(rapid.SampledFrom([]time.Duration{20, 60, 200, 400, 1300}).Draw(rt, "pause") * time.Millisecond)
				d.strike(key)
			}
			d.lawful(rt, key)
		}
		d.wait(time.Minute)
		for len(d.late) > 0 {
			d.answer(0, nil)
			d.lawful(rt, "the last answers")
		}
		d.settled(rt)
	})
}

// settled fails unless keys count again, and somebody else can sign in.
func (s *slowly) settled(rt *rapid.T) {
	r := s.root
	if r.leaving {
		if !s.closed {
			rt.Fatalf("all has come, and alur does not close:\n%s", s.screen())
		}
		return
	}
	if r.busy != 0 || r.grave || r.deaf || r.brings || len(r.pending) != 0 {
		rt.Fatalf("all has come, and %d acts are under way, %d keys wait, grave %v, deaf %v, brings %v", r.busy, len(r.pending), r.grave, r.deaf, r.brings)
	}
	s.hold = nil
	if r.env.me != nil {
		s.press("f12")
	}
	s.s.now = s.s.now.Add(readAgain) // What could not be read is read again.
	s.send(beatMsg{})
	s.press("esc", "esc").text("bud").press("enter")
	if r.env.me == nil || r.env.me.ID != "budi" {
		rt.Fatalf("nobody can sign in:\n%s", s.screen())
	}
}
