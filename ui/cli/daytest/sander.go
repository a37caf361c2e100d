package daytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"alur/store/storetest"
)

// ErrNoAnswer says that nobody knows how a command went.
var ErrNoAnswer = errors.New("no answer")

// Sander works at a board with commands. Two windows may be one person's, and a
// command whose answer does not come was done, or never.
func (d *Day) Sander(n int, window string, run func(args ...string) (string, error)) {
	dice := DiceOf(window)
	board := n % Boards
	for d.GoesOn() {
		name := Sander(board + Boards*dice.IntN(3))
		deed := storetest.Deed{Case: fmt.Sprintf("bench-%d", board+1), Person: strings.ToLower(name), Window: window}
		deed.Step = []string{"sand", "look"}[dice.IntN(2)]
		task := deed.Case + "/" + deed.Step
		var args []string
		switch dice.IntN(9) {
		case 0, 1:
			deed.What, args = storetest.Took, []string{"take", task}
		case 2, 3, 4:
			deed.What, args = storetest.Did, []string{"done", task}
			if deed.Step == "look" {
				args = append(args, "--outcome", "rough", "--reason", "a scratch")
			}
		case 5:
			deed.What, args = storetest.Gave, []string{"give", task}
		case 6, 7:
			deed.What, deed.Step, args = storetest.Undid, "", []string{"undo"}
		default:
			deed.What, deed.Step, args = storetest.Looked, "", []string{"case", "show", deed.Case, "--json"}
		}
		deed.Called = time.Now().UnixNano()
		out, err := run(append(args, "--as", name)...)
		deed.Returned = time.Now().UnixNano()
		switch {
		case errors.Is(err, ErrNoAnswer):
			deed.Unknown = true
		case Busy(err):
			deed.Unknown = true
		case err != nil:
			deed.Refused = err.Error()
		case deed.What == storetest.Looked:
			deed.Seen = sightOf(out)
		}
		if deed.What != storetest.Looked || !deed.Unknown {
			d.Note(func(t *Tally) { t.History = append(t.History, deed) })
		}
		d.Think(dice)
	}
}

// Busy reports whether the shop could not be had: so much is under way on this PC, or its
// servers don't answer. It is no refusal by the rules, and may have been done.
func Busy(err error) bool {
	if err == nil {
		return false
	}
	for _, words := range []string{"in use by another program", "does not answer", "It is not known whether", "was closed meanwhile", "was not saved"} {
		if strings.Contains(err.Error(), words) {
			return true
		}
	}
	return false
}

// sightOf is what case show tells of a board.
func sightOf(doc string) string {
	var c struct {
		Tasks []struct{ Step, State, By string }
	}
	if err := json.Unmarshal([]byte(doc), &c); err != nil {
		return err.Error()
	}
	for _, t := range c.Tasks {
		if t.State == "ready" || t.State == "taken" || t.State == "doing" {
			return storetest.Sight(t.Step, t.By)
		}
	}
	return doc
}
