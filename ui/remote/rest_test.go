package remote

import (
	"io"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// sign is a model that shows a text, and closes at the first message that is
// one.
type sign struct {
	text string
	seen func()
}

func (s *sign) Init() tea.Cmd { return func() tea.Msg { return "close" } }

func (s *sign) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == "close" {
		return s, tea.Quit
	}
	return s, nil
}

func (s *sign) View() tea.View {
	if s.seen != nil {
		s.seen()
	}
	return tea.NewView(s.text)
}

// TestAScreenRestsWhileNothingChanges: it looks for something to draw while
// what is to be seen changes, and hardly ever while it does not.
func TestAScreenRestsWhileNothingChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shown := &sign{text: "one task"}
		screen := &restful{Model: shown, ticker: time.NewTicker(time.Second / 60)}
		defer screen.ticker.Stop()
		looks := func(over time.Duration) (n int) {
			for end := time.After(over); ; {
				select {
				case <-screen.ticker.C:
					n++
				case <-end:
					return n
				}
			}
		}
		screen.View()
		if n := looks(long); n < 10 {
			t.Errorf("a screen that has just changed looks %d times", n)
		}
		looks(resting)
		if n := looks(10 * resting); n < 9 || n > 11 {
			t.Errorf("in ten seconds in which nothing changes it looks %d times", n)
		}
		screen.View()
		if n := looks(long); n > 1 {
			t.Errorf("drawn again as it was, it looks %d times", n)
		}
		for _, text := range []string{"two tasks", "just as it was to rest"} {
			shown.text = text
			screen.View()
			screen.sleep()
			changed := time.Now()
			<-screen.ticker.C
			if waited := time.Since(changed); waited > pressed {
				t.Errorf("%q is drawn after %v", text, waited)
			}
			looks(long)
		}
	})
}

// TestBubbleTeaCanRest: the version of Bubble Tea that is used has what wakes
// it where alur looks for that.
func TestBubbleTeaCanRest(t *testing.T) {
	t.Parallel()
	var p *tea.Program
	found := false
	p = tea.NewProgram(&sign{seen: func() { found = found || tickerOf(p) != nil }}, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignalHandler())
	if tickerOf(p) != nil {
		t.Error("it has a ticker before it runs")
	}
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if !found {
		t.Error("no ticker is found while it runs")
	}
}
