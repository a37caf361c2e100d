package stats

import "math"

// ErlangB is the chance that all of c servers are busy where nobody waits, at
// an offered load a = arrivals x mean service: B(0) = 1,
// B(k) = a B(k-1) / (k + a B(k-1)) (Erlang 1917).
func ErlangB(c int, a float64) float64 {
	b := 1.0
	for k := 1; k <= c; k++ {
		b = a * b / (float64(k) + a*b)
	}
	return b
}

// ErlangC is the chance of having to wait for one of c servers at an offered
// load a: c B / (c - a (1 - B)). It is 1 where the load is c or more.
func ErlangC(c int, a float64) float64 {
	if a >= float64(c) {
		return 1
	}
	b := ErlangB(c, a)
	return float64(c) * b / (float64(c) - a*(1-b))
}

// Queue is the M/M/c queue in balance: Poisson arrivals, exponential services,
// C servers alike and one line in the order of coming. Rates are per any unit
// of time, and times come back in that unit. At a load of 1 or more there is
// no balance: waits and lengths are infinite.
type Queue struct {
	// Arrivals and Services (of one busy server) per unit of time.
	Arrivals, Services float64
	// C is the number of servers, at least 1.
	C int
}

// Offered is the offered load, the mean number of busy servers.
func (q Queue) Offered() float64 { return q.Arrivals / q.Services }

// Load is the share of their time that servers are busy, 1 or more where the
// queue only grows.
func (q Queue) Load() float64 { return q.Offered() / float64(q.C) }

// Waits is the share of those who wait at all.
func (q Queue) Waits() float64 { return ErlangC(q.C, q.Offered()) }

// slack is how much more per unit of time could be served.
func (q Queue) slack() float64 { return float64(q.C)*q.Services - q.Arrivals }

// Wait is the mean wait Wq = C/(c mu - lambda), those without one included.
func (q Queue) Wait() float64 {
	if q.slack() <= 0 {
		return math.Inf(1)
	}
	return q.Waits() / q.slack()
}

// WaitsLonger is the share that waits longer than t: C exp(-(c mu - lambda) t).
func (q Queue) WaitsLonger(t float64) float64 {
	if q.slack() <= 0 {
		return 1
	}
	return q.Waits() * math.Exp(-q.slack()*t)
}

// WaitQuantile is the wait that the share p (below 1) does not exceed; 0 where
// so many do not wait at all.
func (q Queue) WaitQuantile(p float64) float64 {
	if q.slack() <= 0 {
		return math.Inf(1)
	}
	return max(0, math.Log(q.Waits()/(1-p))/q.slack())
}

// Stay is the mean stay W = Wq + 1/mu.
func (q Queue) Stay() float64 { return q.Wait() + 1/q.Services }

// Waiting is the mean number who wait, Lq = lambda Wq.
func (q Queue) Waiting() float64 { return q.Arrivals * q.Wait() }

// Within is the mean number who wait or are served, L = lambda W.
func (q Queue) Within() float64 { return q.Arrivals * q.Stay() }

// AllenCunneen is the mean wait where gaps and services are not exponential
// but have these squared coefficients of variation (variance / mean²):
// Wq (ca² + cs²)/2. It is exact for M/G/1 (Pollaczek and Khinchine, ca² = 1),
// an approximation for G/G/c.
func (q Queue) AllenCunneen(ca2, cs2 float64) float64 { return q.Wait() * (ca2 + cs2) / 2 }

// TandemStay is the mean stay in single servers one after another, each M/M/1
// by Burke's theorem: sum 1/(mu_i - lambda). Infinite where one is overloaded.
func TandemStay(arrivals float64, services ...float64) float64 {
	var sum float64
	for _, mu := range services {
		sum += Queue{Arrivals: arrivals, Services: mu, C: 1}.Stay()
	}
	return sum
}

// ReworkVisits is how often a case visits a step that sends the share p back
// to itself, 1/(1-p) (Jackson); the step's arrivals are so many times those
// from outside. Infinite where nothing ever leaves.
func ReworkVisits(p float64) float64 {
	if p >= 1 {
		return math.Inf(1)
	}
	return 1 / (1 - p)
}
