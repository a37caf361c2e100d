package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// faltering is an engine one of whose commits fails: the one with a number.
type faltering struct {
	shaky
	commits, at int
	how         string
}

func (f *faltering) Update(ctx context.Context, do func(kv.Tx) error) error {
	if f.commits++; f.commits == f.at {
		f.fails = f.how
	}
	return f.shaky.Update(ctx, do)
}

// mended is the disk put right again.
func (f *faltering) mended() { f.blind, f.stuck = false, false }

// drying is a process that time alone leads on: the glue dries, the books are
// told, and what is then not done in time is asked for and told again.
func drying() model.Process {
	return model.Process{ID: "drying", Name: "Drying", Role: "warehouse", Steps: []model.Step{
		{ID: "dry", Kind: model.Wait, Text: "1d, the glue dries"},
		{ID: "books", Kind: model.Auto, Text: "Tell the books", Send: "https://books.example/in"},
		{ID: "hand", Kind: model.Do, Text: "Hand it out", Due: "2h", Late: "start ask", Then: []string{model.ToEnd}},
		{ID: "ask", Kind: model.Do, Text: "Ask why"},
	}}
}

// livesThrough is a case of it on an engine, with everything that fails tried
// again, and what the record holds of it in the end.
func livesThrough(t *testing.T, engine func(kv.Engine) *faltering) (*faltering, []string) {
	t.Helper()
	x := tokoMaju(t)
	x.must("hendra", model.PublishProcess{Process: drying()})
	y := &fixture{t: t, path: x.path}
	y.ops.Store(1_000_000)
	y.seconds.Store(x.seconds.Load())
	e := engine(openFile(t, x.path))
	y.open(e)
	insist := func(what string, do func() error) {
		t.Helper()
		for range 5 {
			err := do()
			if err == nil {
				return
			}
			e.mended()
		}
		t.Fatalf("%s: it never came about", what)
	}
	pass := func(d time.Duration) {
		t.Helper()
		y.seconds.Add(int64(d.Seconds()))
		insist("wake", func() error { _, err := y.Wake(t.Context(), "KASIR-1"); return err })
	}
	begin := model.Command{Op: "the-case", By: "hendra", Act: model.StartCase{Process: "drying"}}
	insist("begin", func() error { _, err := y.Do(t.Context(), begin); return err })
	pass(25 * time.Hour)
	for range 4 {
		insist("send", func() error {
			m, _, err := y.ClaimMessage(t.Context())
			if errors.Is(err, store.ErrNotFound) {
				return nil
			}
			if err != nil {
				return err
			}
			return y.MessageSent(t.Context(), m, "200")
		})
		pass(3 * time.Minute)
	}
	pass(5 * time.Hour)
	x.sound()
	all, err := x.Outbox(t.Context())
	if err != nil || len(all) > 0 {
		t.Errorf("it still waits to be sent: %+v, %v", all, err)
	}
	events, err := x.Audit(t.Context(), store.AuditQuery{Case: "drying-1"})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, event := range events {
		line := event.Name() + " " + event.Step
		if fired, is := event.Body.(model.TimerFired); is {
			line += " " + string(fired.Kind)
		}
		lines = append(lines, line)
	}
	return e, lines
}

// TestTimeGoesOnOverFailedCommits: whichever commit of a timer, of what it leads
// to and of the message that goes out fails, and however, each is there once in
// the end, and in the same order.
func TestTimeGoesOnOverFailedCommits(t *testing.T) {
	calm, want := livesThrough(t, func(e kv.Engine) *faltering { return &faltering{shaky: shaky{Engine: e}} })
	for _, event := range []string{"timer.fired dry wait over", "message.queued books", "message.sent books", "timer.fired hand overdue", "step.started hand", "timer.fired hand long overdue"} {
		if n := strings.Count(strings.Join(want, "\n")+"\n", event+"\n"); n != 1 {
			t.Errorf("undisturbed, %s happened %d times:\n%s", event, n, strings.Join(want, "\n"))
		}
	}
	for at := 1; at <= calm.commits; at++ {
		for _, how := range []string{"kept", "lost", "blind", "stuck"} {
			t.Run(fmt.Sprintf("%s %d", how, at), func(t *testing.T) {
				e, got := livesThrough(t, func(e kv.Engine) *faltering { return &faltering{shaky: shaky{Engine: e}, at: at, how: how} })
				if !slices.Equal(got, want) {
					t.Errorf("the record holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				if e.commits < at {
					t.Error("it was never disturbed")
				}
			})
		}
	}
}
