package cli

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"alur/store"
	"alur/store/kv/bolt"
	"alur/ui"
)

// watched is the program with an eye on what it draws.
type watched struct {
	tea.Model
	mu    sync.Mutex
	texts []string
	drawn chan struct{}
	frame string
}

// awaits tells once a frame shows all texts.
func (w *watched) awaits(texts ...string) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.texts, w.drawn = texts, make(chan struct{})
	return w.drawn
}

func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	w.Model, cmd = w.Model.Update(msg)
	return w, cmd
}

func (w *watched) View() tea.View {
	v := w.Model.View()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.frame = ansi.Strip(v.Content)
	for _, text := range w.texts {
		if !strings.Contains(w.frame, text) {
			return v
		}
	}
	if w.drawn != nil {
		close(w.drawn)
		w.drawn = nil
	}
	return v
}

// owner is Hendra before the screens of a shop.
type owner struct {
	b *testing.B
	w *watched
	p *tea.Program
}

// asks presses a key and returns after how many milliseconds a frame shows all
// texts.
func (o owner) asks(key rune, texts ...string) float64 {
	o.b.Helper()
	drawn, begun := o.w.awaits(texts...), time.Now()
	o.p.Send(tea.KeyPressMsg{Code: key})
	select {
	case <-drawn:
		return float64(time.Since(begun).Microseconds()) / 1000
	case <-time.After(10 * time.Minute):
		o.w.mu.Lock()
		defer o.w.mu.Unlock()
		o.b.Fatalf("no frame has %q:\n%s", texts, o.w.frame)
	}
	return 0
}

// comes opens the screens of a shop as the owner and waits for a text; leaves
// closes them.
func comes(b *testing.B, path, text string) (o owner, leaves func()) {
	b.Helper()
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	o = owner{b: b, w: &watched{Model: ui.New(ui.Options{Store: s, Person: "hendra"})}}
	home := o.w.awaits(text)
	o.p = tea.NewProgram(o.w, tea.WithInput(nil), tea.WithOutput(&counted{}), tea.WithWindowSize(120, 40), tea.WithoutSignals(), tea.WithFPS(120))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = o.p.Run() // It is killed.
	}()
	<-home
	return o, func() {
		o.p.Kill()
		<-ended
		_ = s.Close()
	}
}

// held is how many megabytes the program holds.
func held() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// bottlenecksOf opens the bottlenecks of a shop and returns what its owner
// waited for, in milliseconds, and how many megabytes the program holds then.
func bottlenecksOf(b *testing.B, path string) map[string]float64 {
	b.Helper()
	o, leaves := comes(b, path, "Pick the goods")
	defer leaves()
	took := map[string]float64{}
	const step, table = "Pick the goods", "Of all waiting"
	took["first-frame"] = o.asks(tea.KeyF7, "[Now]")
	took["now"] = took["first-frame"] + o.asks('0', "[Now]", step) // A key that means nothing, once its figures are there.
	took["30-days"] = o.asks(tea.KeyTab, "[Slow]", table, step)
	o.asks(tea.KeyEscape, "My next task")
	o.asks(tea.KeyF7, "[Now]", step)
	took["30-days-again"] = o.asks(tea.KeyTab, "[Slow]", table, step)
	o.asks(tea.KeyRight, "Last 90 days", table, step)
	took["all"] = o.asks(tea.KeyRight, "From the beginning", table, step)
	o.asks(tea.KeyLeft, "Last 90 days", table, step)
	took["all-again"] = o.asks(tea.KeyRight, "From the beginning", table, step)
	took["held"] = held()
	return took
}

// eventsWanted is how long a history benchmarks are to have: ALUR_EVENTS, else a
// million.
func eventsWanted() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("ALUR_EVENTS"), 10, 64); err == nil {
		return n
	}
	return million
}

// BenchmarkBottlenecksFrame is what an owner waits for who opens the bottlenecks
// of a shop with a million events: the first frame after the key, the figures
// of now, of 30 days and of all time, each for the first time in the life of
// the program and once more. The peer in the same run is a shop without a
// history. Run it with -benchtime 1x; ALUR_EVENTS makes another history.
func BenchmarkBottlenecksFrame(b *testing.B) {
	small, big := longShop(b, 0), longShop(b, eventsWanted())
	b.ResetTimer()
	for range b.N {
		peer := bottlenecksOf(b, small)
		for what, took := range bottlenecksOf(b, big) {
			unit := "ms-"
			if what == "held" {
				unit = "MB-"
			}
			b.ReportMetric(took, unit+what)
			b.ReportMetric(peer[what], unit+what+"-small")
		}
	}
}
