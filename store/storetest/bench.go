package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"alur/model"
	"alur/model/procfile"
	"alur/store"
)

// BenchShop makes the shop of the bench: so many boards, at each of which so
// many persons work at once, P0, P1 and so on.
func BenchShop(ctx context.Context, s *store.Store, boards, persons int) error {
	p, f, faults := procfile.Read("bench.yaml", []byte(Bench))
	if f == nil {
		return fmt.Errorf("bench.yaml: %s", faults[0].In(model.English))
	}
	commands := []model.Command{{Act: model.CreateShop{Settings: model.Settings{Name: "Bench"}, Owner: "Hendra"}}}
	add := func(by string, act model.Act) { commands = append(commands, model.Command{By: by, Act: act}) }
	for n := range persons {
		add("hendra", model.AddPerson{Person: model.Person{Name: fmt.Sprint("P", n), Roles: []string{"bench"}}})
	}
	// Whoever began a board could take back that it was begun.
	add("hendra", model.AddPerson{Person: model.Person{Name: "Dewi", Roles: []string{"bench"}}})
	add("hendra", model.PublishProcess{Process: p})
	for n := range boards {
		add("dewi", model.StartCase{Process: "bench", Fields: model.Values{"board": one(fmt.Sprint(n))}})
	}
	for _, c := range commands {
		if _, err := s.Do(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// Window is one person of so many, at a board of so many, in one program.
type Window struct{ Program, Person, Boards int }

// Deed is the nth thing done in a window, and the command for it, which has
// none for a look: the same again, with the same operation id, in a program that
// was killed before it could say how it went.
func (w Window) Deed(n int) (Deed, model.Command) {
	dice := rand.New(rand.NewPCG(uint64(w.Program)<<32|uint64(w.Person), uint64(n))) //nolint:gosec // A few.
	d := Deed{
		Case: fmt.Sprint("bench-", 1+w.Person%w.Boards), Person: fmt.Sprint("p", w.Person), Window: fmt.Sprint(w.Program, "-", w.Person),
		Step: []string{"sand", "look"}[dice.IntN(2)],
	}
	task := model.TaskRef{Case: d.Case, Step: d.Step}
	cmd := model.Command{Op: fmt.Sprintf("%s-%d", d.Window, n), By: d.Person}
	switch dice.IntN(9) {
	case 0, 1:
		d.What, cmd.Act = Took, model.Take{Task: task}
	case 2, 3, 4:
		d.What = Did
		complete := model.Complete{Task: task}
		if d.Step == "look" {
			complete.Outcome, complete.Reason = "rough", "a scratch"
		}
		cmd.Act = complete
	case 5:
		d.What, cmd.Act = Gave, model.GiveBack{Task: task}
	case 6, 7:
		d.What, d.Step, cmd.Act = Undid, "", model.Undo{}
	default:
		d.What, d.Step = Looked, ""
	}
	return d, cmd
}

// Act does a deed and returns how it went; when it was first called is known to
// the caller, where the program was killed in it. The error is one that is no
// refusal: nobody knows whether it was done.
func (w Window) Act(ctx context.Context, s *store.Store, n int, called int64) (Deed, error) {
	d, cmd := w.Deed(n)
	d.Called = called
	if d.What == Looked {
		c, _, err := s.Case(ctx, d.Case)
		if err != nil {
			return d, err
		}
		for _, t := range c.Tasks {
			if t.State.Open() {
				d.Seen = Sight(t.Step, t.By)
			}
		}
	} else if _, err := s.Do(ctx, cmd); err != nil {
		r := model.Refused(err)
		if r == nil {
			return d, err
		}
		d.Refused = string(r.Code)
	}
	d.Returned = time.Now().UnixNano()
	return d, nil
}
