package remote

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	// pressed is how often a screen that may change looks for something to
	// draw, resting how often one that has not changed for long.
	pressed = time.Second / 120
	resting = time.Second
	long    = 100 * time.Millisecond
)

// restful is the model of a program that rests while nothing changes. Bubble
// Tea looks sixty times a second for something to draw, whether or not there
// is anything: a hundred screens at which nobody works took a tenth of a
// processor only for that. This one looks once a second, and often from
// the moment at which what is to be seen has changed.
type restful struct {
	tea.Model
	program *tea.Program

	mu     sync.Mutex
	ticker *time.Ticker
	last   tea.View
	awake  bool
	// changed is when it looked otherwise last, rest what comes long after that.
	changed time.Time
	rest    *time.Timer
}

// Update is that of the model.
func (r *restful) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := r.Model.Update(msg)
	r.Model = m
	return r, cmd
}

// View is that of the model; it wakes the program where it is another.
func (r *restful) View() tea.View {
	v := r.Model.View()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ticker == nil {
		r.ticker = tickerOf(r.program)
	}
	if r.ticker == nil || v.Content == r.last.Content && v.WindowTitle == r.last.WindowTitle && v.Cursor == nil && r.last.Cursor == nil {
		return v
	}
	r.last, r.changed = v, time.Now()
	if !r.awake {
		r.awake = true
		r.ticker.Reset(pressed)
	}
	if r.rest == nil {
		r.rest = time.AfterFunc(long, r.sleep)
	}
	r.rest.Reset(long)
	return v
}

// sleep lets the program look seldom, unless something has changed just as it
// was to.
func (r *restful) sleep() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.changed) < long {
		return
	}
	r.awake = false
	r.ticker.Reset(resting)
}

// tickerOf is what tells a program that runs to look for something to draw,
// which Bubble Tea sets to one pace for good and keeps to itself; nil before
// it runs, and where another version of Bubble Tea has none of that name: its
// own pace stays then.
func tickerOf(p *tea.Program) *time.Ticker {
	field := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (*time.Ticker)(field.UnsafePointer())
}
