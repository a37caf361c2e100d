package ui

import (
	"context"
	"time"

	"alur/model"
)

// Store is what the screens ask of the store; *store.Store is one.
type Store interface {
	Now() time.Time
	Empty(ctx context.Context) (bool, error)
	Do(ctx context.Context, cmd model.Command) (Receipt, error)
	SignIn(ctx context.Context, person, pin, station string) (Receipt, error)
	Shop(ctx context.Context) (*model.Shop, error)
	Calendar(ctx context.Context) (*model.Calendar, error)
	Flow(ctx context.Context, process string, version int) (*model.Flow, error)
	Queue(ctx context.Context, person string, now time.Time) (model.Queue, error)
	Case(ctx context.Context, id string) (*model.Case, *model.Flow, error)
	History(ctx context.Context, id string) ([]model.Event, error)
	FindCases(ctx context.Context, q CaseQuery) ([]CaseLine, error)
	Draft(ctx context.Context, person string, task model.TaskRef) (map[string]string, error)
	SetDraft(ctx context.Context, person string, task model.TaskRef, field, text string) error
	ClearDraft(ctx context.Context, person string, task model.TaskRef) error
	Watch(ctx context.Context) <-chan Head
}
