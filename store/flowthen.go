package store

import (
	"context"

	"alur/model"
)

// Past is what the versions are read from that a case has followed; *Store
// is.
type Past interface {
	Flow(ctx context.Context, process string, version int) (*model.Flow, error)
	History(ctx context.Context, id string) ([]model.Event, error)
}

// FlowThen finds the flow that a case followed when one of its events
// happened; f is the one it follows now. It returns the errors of the past.
func FlowThen(ctx context.Context, s Past, c *model.Case, f *model.Flow) (func(model.Event) *model.Flow, error) {
	var history []model.Event
	var failed error
	if c.Moved != "" {
		if history, failed = s.History(ctx, c.ID); failed != nil {
			return nil, failed
		}
	}
	then := model.FlowThen(history, f, func(version int) *model.Flow {
		flow, err := s.Flow(ctx, c.Process, version)
		if err != nil {
			failed = err
		}
		return flow
	})
	return then, failed
}
