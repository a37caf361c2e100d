package model

// Hours are the opening hours of the shop, in its own time zone.
type Hours struct {
	// Week holds the opening slots of each day, Monday first; empty is
	// closed.
	Week [7][]Slot `json:"week"`
	// Closed are days without opening: holidays and closures, as 2006-01-02.
	Closed []string `json:"closed,omitempty"`
}

// Slot is one opening, from Open to Close, as "15:04"; a Close of "24:00" is
// midnight. A slot whose Close is not after its Open crosses midnight.
type Slot struct {
	Open  string `json:"open"`
	Close string `json:"close"`
}

// DefaultHours are Monday to Saturday, eight to five.
func DefaultHours() Hours {
	var h Hours
	for day := range 6 {
		h.Week[day] = []Slot{{Open: "08:00", Close: "17:00"}}
	}
	return h
}
