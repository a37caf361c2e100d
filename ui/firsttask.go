package ui

import (
	"context"
	"fmt"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

// FirstTask gives the owner of a new shop a first real task, to add a
// colleague: it puts the process Set up the shop in force, in the language of
// the shop, starts its one case, and retires it, because a shop is set up
// once. The task is work like any other, done with F9 and on record. The error is a *model.Refusal where the store refuses.
func FirstTask(ctx context.Context, s Doer, owner, station string, lang model.Lang) error {
	t := templates.SetUp(lang)
	p, flow, faults := procfile.Read(t.File, t.Source)
	if flow == nil {
		return fmt.Errorf("first task: %s", faults[0].In(model.English))
	}
	for _, act := range []model.Act{model.PublishProcess{Process: p}, model.StartCase{Process: p.ID}, model.RetireProcess{Process: p.ID}} {
		if _, err := s.Do(ctx, model.Command{By: owner, Station: station, Act: act}); err != nil {
			return fmt.Errorf("first task: %w", err)
		}
	}
	return nil
}

// Doer does a command; a Store is one.
type Doer interface {
	Do(ctx context.Context, cmd model.Command) (Receipt, error)
}
