package etcd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// Health is how the servers of a shop stand, and the hosts that use it.
type Health struct {
	Servers []Server
	// Revision counts all that was ever written, by every shop.
	Revision int64
	// Lead is who does what happens by itself, empty for nobody.
	Lead string
	// Hosts are the programs that stay open, and how far their clocks are ahead
	// of that of this one.
	Hosts []Host
}

// Server is one server of the etcd.
type Server struct {
	Host, Version string
	// Err is why it does not answer.
	Err  error
	Lead bool
	// Size is what its data takes on the disk, InUse what of that is needed, and
	// Quota where it takes no more.
	Size, InUse, Quota int64
	// Behind is how many writes it is behind.
	Behind uint64
	// Troubles are its own words for what is wrong.
	Troubles []string
	applied  uint64
}

// Host is a program that stays open on the shop.
type Host struct {
	Name  string
	Ahead time.Duration
}

// Majority reports whether enough servers answer to work on.
func (h Health) Majority() bool {
	well := 0
	for _, s := range h.Servers {
		if s.Err == nil {
			well++
		}
	}
	return well > len(h.Servers)/2
}

// Health asks every server and every host how it is.
func (db *DB) Health(ctx context.Context) (h Health, err error) {
	if err := db.use(); err != nil {
		return h, err
	}
	defer db.using.Done()
	h.Servers = make([]Server, len(db.address.Hosts))
	revisions := make([]int64, len(h.Servers))
	var all sync.WaitGroup
	for i, host := range db.address.Hosts {
		all.Go(func() { h.Servers[i], revisions[i] = db.serverAt(ctx, i, host) })
	}
	all.Wait()
	h.Revision = slices.Max(revisions)
	newest := uint64(0)
	for _, s := range h.Servers {
		newest = max(newest, s.applied)
	}
	for i, s := range h.Servers {
		if s.Err == nil {
			h.Servers[i].Behind = newest - s.applied
		}
	}
	if !h.Majority() {
		return h, nil
	}
	h.Lead = db.Led(ctx)
	h.Hosts, err = db.hosts(ctx)
	return h, err
}

// serverAt asks one server.
func (db *DB) serverAt(ctx context.Context, i int, host string) (s Server, rev int64) {
	s.Host = host
	c, err := db.servers.numbered(i)
	if err != nil {
		s.Err = trouble(err)
		return s, 0
	}
	ctx, cancel := context.WithTimeout(ctx, min(mostWait, db.timeout))
	defer cancel()
	r, err := c.Status(ctx, c.Endpoints()[0])
	if err != nil {
		s.Err = trouble(err)
		return s, 0
	}
	s.Version, s.Lead, s.applied, s.Troubles = r.Version, r.Leader == r.Header.MemberId, r.RaftAppliedIndex, r.Errors
	s.Size, s.InUse, s.Quota = r.DbSize, r.DbSizeInUse, r.DbSizeQuota
	return s, r.Header.Revision
}

// The keys by which hosts tell one another the time.
const (
	askName   = "ask"
	hostName  = "host/"
	hostsWait = 700 * time.Millisecond
)

// hosts asks the programs that stay open for the time.
func (db *DB) hosts(ctx context.Context) (found []Host, err error) {
	c, err := db.servers.one()
	if err != nil {
		return nil, err
	}
	// Servers that are slow may take their time with the question.
	ctx, cancel := context.WithTimeout(ctx, min(mostWait, db.timeout))
	defer cancel()
	prefix := db.address.key(hostName)
	answers := c.Watch(ctx, prefix, clientv3.WithPrefix(), clientv3.WithFilterDelete())
	asked := time.Now()
	id, err := newID()
	if err != nil {
		return nil, err
	}
	if _, err := c.Put(ctx, db.address.key(askName), id); err != nil {
		if errors.Is(trouble(err), kv.ErrQuota) {
			return nil, nil // Nobody can be asked there, nor answer; what is wrong the servers say.
		}
		return nil, trouble(err)
	}
	defer time.AfterFunc(hostsWait, cancel).Stop()
	for r := range answers {
		now := time.Now()
		for _, e := range r.Events {
			name, _, _ := strings.Cut(string(e.Kv.Key[len(prefix):]), "/")
			nano, err := strconv.ParseInt(string(e.Kv.Value), 10, 64)
			if err != nil {
				continue
			}
			// It was read about half way between the question and the answer.
			ahead := time.Unix(0, nano).Sub(asked.Add(now.Sub(asked) / 2))
			found = append(found, Host{Name: name, Ahead: ahead})
		}
	}
	return found, nil
}

// answer tells the time to who asks, until the engine is closed. The answer goes
// away with the lease.
func (db *DB) answer(who string) {
	defer db.using.Done()
	for db.behind.Err() == nil {
		_ = db.answerOn(who) // Nobody asks without servers.
		pause(db.behind, againAfter)
	}
}

func (db *DB) answerOn(who string) error {
	c, err := db.servers.one()
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(clientv3.WithRequireLeader(db.behind))
	defer end()
	defer db.servers.leave(c)
	id, err := newID()
	if err != nil {
		return err
	}
	key := db.address.key(hostName) + strings.ReplaceAll(who, "/", "-") + "/" + id
	for r := range c.Watch(ctx, db.address.key(askName)) {
		if r.Err() != nil {
			return fmt.Errorf("watch for who asks: %w", r.Err())
		}
		lease, err := c.Grant(ctx, leadTTL)
		if err != nil {
			return fmt.Errorf("a lease: %w", err)
		}
		if _, err := c.Put(ctx, key, strconv.FormatInt(time.Now().UnixNano(), 10), clientv3.WithLease(lease.ID)); err != nil {
			return fmt.Errorf("answer: %w", err)
		}
	}
	return kv.ErrUnreachable
}
