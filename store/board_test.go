package store_test

import (
	"context"
	"fmt"
	"testing"

	"alur/model"
	"alur/store"
)

// boardText is all that a board says, for comparing.
func boardText(t *testing.T, s *store.Store) string {
	t.Helper()
	b, err := s.Board(context.Background(), "", monday.Add(5*3600e9))
	if err != nil {
		t.Fatal(err)
	}
	text := b.Sentence().In(model.English) + "\n"
	for _, p := range b.Processes {
		text += fmt.Sprintf("%s %+v %d\n", p.Name, p.Tally, p.Empty)
		for _, step := range p.Steps {
			text += fmt.Sprintf("  %s %+v %d %d %d %d\n", step.Title, step.Who, step.Waiting, step.Working, step.Parked, step.Late)
			for _, task := range step.Tasks {
				text += fmt.Sprintf("    %s %s %q %s %s %s\n", task.TaskRef, task.State, task.By, task.ParkedFor, task.Why.In(model.English), task.Slack)
			}
		}
	}
	return text
}

// What a store keeps of rows between two boards never shows: after every act,
// of its own or of another program, its board is that of one that was only
// just opened.
func TestTheBoardIsThatOfTheFile(t *testing.T) {
	x := tokoMaju(t)
	other := x.again()
	texts := map[string]bool{}
	first, second := x.order("1"), x.order("2")
	task := model.TaskRef{Case: first, Step: "pick"}
	for i, act := range []struct {
		in *fixture
		by string
		a  model.Act
	}{
		{x, "sari", model.Begin{Task: task}},
		{other, "sari", model.Park{Task: task, Reason: "no boxes"}},
		{x, "sari", model.Resume{Task: task}},
		{other, "hendra", model.HandOver{Task: task, To: "budi"}},
		{x, "hendra", model.Undo{}},
		{x, "sari", pick(first)},
		{other, "hendra", model.Pin{Task: model.TaskRef{Case: second}, Until: monday.Add(30 * 3600e9)}},
		{x, "hendra", model.CancelCase{Case: first, Reason: "twice"}},
	} {
		act.in.must(act.by, act.a)
		want := boardText(t, x.again().Store)
		for _, s := range []*store.Store{x.Store, other.Store} {
			if got := boardText(t, s); got != want {
				t.Fatalf("after act %d it is\n%s\nand for one just opened\n%s", i, got, want)
			}
		}
		texts[want] = true
	}
	if len(texts) < 6 {
		t.Errorf("only %d boards differ: two of the eight acts take another back", len(texts))
	}
	if b, err := x.Board(context.Background(), "open-shop", x.now()); err != nil || b.Tally.Running != 0 {
		t.Errorf("another process has %+v, %v", b.Tally, err)
	}
}
