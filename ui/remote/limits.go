package remote

import "time"

// limits are those of a server. A shop has some dozen PCs.
type limits struct {
	// most is how many sessions there are at once, by kind.
	most map[kind]int
	// handshakeTime is how long nobody is known; idleTime ends a connection
	// over which nothing goes.
	handshakeTime, idleTime time.Duration
	// stopTime is how long the end of the server waits for its sessions,
	// cutTime how long one that has to end may take to.
	stopTime, cutTime time.Duration
	// stuckTime is how long a PC may read nothing of what it is shown.
	stuckTime time.Duration
	// silentTime is how long a command waits for what it was promised: a PIN,
	// a file.
	silentTime time.Duration
	// typedRate and sentRate are how fast a PC may send, in bytes a second:
	// fingers and scanners type slowly, a command may be given a file.
	typedRate, sentRate int
}

func usualLimits() limits {
	return limits{
		most:          map[kind]int{screens: 200, atDoor: 20, command: 40},
		handshakeTime: 10 * time.Second,
		idleTime:      12 * time.Hour,
		stopTime:      5 * time.Second,
		cutTime:       3 * time.Second,
		stuckTime:     20 * time.Second,
		silentTime:    time.Minute,
		typedRate:     32 << 10,
		sentRate:      4 << 20,
	}
}
