package findings_test

import "testing"

// TestAWaitForTheWorldTookNoWork: not zero of it.
func TestAWaitForTheWorldTookNoWork(t *testing.T) {
	for _, s := range outside(0).Steps {
		if worked := s.Processing.N > 0; worked != (s.Step == "send") {
			t.Errorf("%s was worked on %d times", s.Step, s.Processing.N)
		}
	}
}
