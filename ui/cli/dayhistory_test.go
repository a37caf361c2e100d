//go:build linux && !race

package cli_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"alur/store/storetest"
	"alur/ui/cli/daytest"
)

// What everybody saw who worked at the same boards with commands over SSH, two
// windows of a board often one person's, has one order in which every take,
// done, give and undo went as it was told; and a lie among it is found.
func TestCommandsOverSSHSeeOneShop(t *testing.T) {
	t.Parallel()
	d := &day{house: newHouse(t), Day: daytest.New(t.Context(), t, 2*daytest.Boards)}
	d.furnish()
	d.opens()
	over, end := context.WithTimeout(t.Context(), 10*time.Second)
	defer end()
	d.Over = over
	var all sync.WaitGroup
	for n := range 2 * daytest.Boards {
		all.Go(func() { d.Sander(n, fmt.Sprint("remote-", n), d.remotely) })
	}
	all.Wait()
	d.stop()
	d.sound()
	if err := storetest.Linear(d.History, time.Minute); err != nil {
		t.Error(err)
	}
	done := slices.IndexFunc(d.History, func(h storetest.Deed) bool { return h.What == storetest.Did && h.Refused == "" && !h.Unknown })
	if done < 0 {
		t.Fatalf("nothing was done in %d deeds", len(d.History))
	}
	told := slices.Clone(d.History)
	told[done].Refused, told[done].What, told[done].Seen = "", storetest.Looked, storetest.Sight("sand", "nobody")
	if storetest.Linear(told, time.Minute) == nil {
		t.Error("a look that saw somebody who never was there is taken for truth")
	}
	t.Logf("%d deeds", len(d.History))
}
