package stats

import (
	"math"
	"testing"
)

// TestTotal adds up what is longer than whole nanoseconds can say, what is
// taken away again, and what is short to the last digit.
func TestTotal(t *testing.T) {
	const year = 365 * 24 * 3600 * second
	for _, c := range []struct {
		name  string
		times int
		ns    int64
		want  float64
	}{
		{"nothing", 0, 1, 0},
		{"short", 3, 1_234_567_891, float64(3*1_234_567_891) / second},
		{"longer than 292 years", 5000, 3*year + 7, 5000*3*365*24*3600 + 5000*7e-9},
		{"as long before as after", 5000, -3*year - 7, -5000*3*365*24*3600 - 5000*7e-9},
	} {
		var sum, twice Total
		for range c.times {
			sum.Add(c.ns)
		}
		twice.Plus(sum)
		twice.Plus(sum)
		if got := sum.Seconds(); math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("%s: %v s, want %v", c.name, got, c.want)
		}
		if got := twice.Seconds(); math.Abs(got-2*c.want) > 1e-12*math.Abs(2*c.want) {
			t.Errorf("%s, twice: %v s, want %v", c.name, got, 2*c.want)
		}
	}
}
