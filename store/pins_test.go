package store

import (
	"context"
	"errors"
	"sync"
	"testing"

	"alur/model"
)

// Many who sign in at once wait for each other, and who hangs up meanwhile
// waits no longer.
func TestPINsAreComparedAFewAtATime(t *testing.T) {
	hash, err := model.HashPIN("4321", []byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	p := make(pins, pinsAtOnce)
	for range pinsAtOnce {
		p <- struct{}{}
	}
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if _, err := p.check(gone, hash, "4321"); !errors.Is(err, context.Canceled) {
		t.Errorf("who hung up got %v", err)
	}
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			pin := []string{"4321", "1234"}[n%2]
			if fits, err := p.check(t.Context(), hash, pin); err != nil || fits != (pin == "4321") {
				t.Errorf("%s: %v, %v", pin, fits, err)
			}
		})
	}
	for range pinsAtOnce {
		<-p
	}
	all.Wait()
	if len(p) != 0 {
		t.Errorf("%d turns were not given back", len(p))
	}
}
