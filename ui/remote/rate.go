package remote

import "time"

// How often an address may call before anybody is known there: so many at once,
// and then one every so often. From where a station of the shop has spoken many
// may come, for a shop can stand behind one address.
const (
	mostCalls, callEvery           = 60, time.Second
	mostKnownCalls, knownCallEvery = 6000, 10 * time.Millisecond
	mostAddresses                  = 1000
)

// caller is an address that calls.
type caller struct {
	// left are the calls it has yet, as they were at a time.
	left float64
	at   time.Time
	// known is true once a station has spoken from there, told once the shop was
	// told that it calls too often.
	known, told bool
}

func (c *caller) most() (float64, time.Duration) {
	if c.known {
		return mostKnownCalls, knownCallEvery
	}
	return mostCalls, callEvery
}

// fill gives back what has come in since.
func (c *caller) fill(now time.Time) {
	most, every := c.most()
	if since := now.Sub(c.at); since > 0 {
		c.left = min(most, c.left+float64(since)/float64(every))
	}
	c.at = now
	c.told = c.told && c.left < most
}

// mayCall counts a call of an address; false where it calls too often. It is
// called with mu held.
func (g *guard) mayCall(host string) bool {
	now := g.clock()
	c := g.callers[host]
	if c == nil {
		g.forget(now)
		c = &caller{left: mostCalls, at: now}
		g.callers[host] = c
	}
	c.fill(now)
	if c.left < 1 {
		if !c.told && g.tooOften != nil {
			c.told = true
			g.tooOften(host)
		}
		return false
	}
	c.left--
	return true
}

// forget drops the addresses that have not called for a while, where there are
// many of them.
func (g *guard) forget(now time.Time) {
	if len(g.callers) < mostAddresses {
		return
	}
	for host, c := range g.callers {
		most, _ := c.most()
		if c.fill(now); c.left >= most && !c.known {
			delete(g.callers, host)
		}
	}
}

// spoke says that a station has spoken from an address: its call was no
// stranger's, and is given back. It is called with mu held.
func (g *guard) spoke(host string) {
	if c := g.callers[host]; c != nil {
		if !c.known {
			c.known, c.left = true, mostKnownCalls-1
		}
		c.left++
	}
}
