package stats

// Total is a sum of times, exact in any order. A sum of whole nanoseconds alone
// ends at 292 years, which a few hundred open cases wait together.
type Total struct{ seconds, rest int64 }

const second = 1_000_000_000

// Add adds so many nanoseconds.
func (t *Total) Add(ns int64) {
	t.rest += ns % second
	t.seconds += ns/second + t.rest/second
	t.rest %= second
}

// Plus adds another sum.
func (t *Total) Plus(o Total) {
	t.Add(o.rest)
	t.seconds += o.seconds
}

// Seconds is the sum.
func (t Total) Seconds() float64 {
	// As one number where it is one, so that nothing is rounded twice.
	if most := int64(1 << 32); -most < t.seconds && t.seconds < most {
		return float64(t.seconds*second+t.rest) / second
	}
	return float64(t.seconds) + float64(t.rest)/second
}
