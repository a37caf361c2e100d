package store

import (
	"context"
	"slices"

	"alur/model"
)

// MovePlan is what would become of the running cases of a process if they
// were moved to another version.
type MovePlan struct {
	// Moves are the cases that can follow it, Stays those that can't, the
	// oldest first. Cases that follow it already are in neither.
	Moves []CaseMove
	Stays []CaseMove
}

// CaseMove is one case of a plan.
type CaseMove struct {
	Case, Title string
	// From is the version it follows now.
	From int
	// Why says what keeps it; nil where nothing does.
	Why *model.Refusal
}

// WouldMove decides the move of every running case of a process to a version,
// without doing it. By is the person who would move them; without the right
// to, every case stays for that reason.
func (s *Store) WouldMove(ctx context.Context, process string, version int, by string) (plan MovePlan, err error) {
	err = s.view(ctx, func(st *state) error {
		plan = MovePlan{}
		rows := st.addOpen(nil, keyOf(tableOpen))
		slices.SortStableFunc(rows, func(a, b model.OpenTask) int { return a.Number - b.Number })
		seen := map[string]bool{}
		for _, row := range rows {
			if row.Process != process || row.Version == version || seen[row.Case] {
				continue
			}
			seen[row.Case] = true
			m := CaseMove{Case: row.Case, Title: row.CaseTitle, From: row.Version}
			cmd := model.Command{By: by, Act: model.MigrateCase{Case: row.Case, Version: version}}
			_, err := model.Decide(st, cmd, s.Now())
			m.Why = model.Refused(err)
			switch {
			case err == nil:
				plan.Moves = append(plan.Moves, m)
			case m.Why != nil:
				plan.Stays = append(plan.Stays, m)
			default:
				return err
			}
		}
		return nil
	})
	return plan, err
}
