package ui

import (
	"context"
	"testing"

	"alur/model"
)

// hasty is a store in which something happens between two reads of a screen.
type hasty struct {
	*memStore
	between func()
}

func (s *hasty) Case(ctx context.Context, id string) (*model.Case, *model.Flow, error) {
	if f := s.between; f != nil {
		s.between = nil
		f()
	}
	return s.memStore.Case(ctx, id)
}

// Somebody begins the first task of a person's queue in the middle of its being
// read: nobody sees another's task as their own, and nobody an empty screen.
func TestATaskTakenInTheMiddleOfAReadIsNotShownAsOnesOwn(t *testing.T) {
	s := &hasty{memStore: tokoMaju(t, model.English)}
	q, err := s.Queue(t.Context(), "sari", s.Now())
	if err != nil || len(q.Items) < 2 {
		t.Fatalf("%d tasks: %v", len(q.Items), err)
	}
	first := q.Items[0].TaskRef
	s.between = func() {
		if _, err := s.Do(context.Background(), model.Command{By: "budi", Act: model.Begin{Task: first}}); err != nil {
			t.Error(err)
		}
	}
	d := sit(t, s, "sari", model.English)
	d.lacks("Space = tick", first.Case+"\n").sees("My next task", q.Items[1].Case, "Begin  Enter")
}
