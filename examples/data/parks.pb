META
key;value
description;Parks for the north
vote_type;approval
budget;3000
num_projects;4
num_votes;10
PROJECTS
project_id;cost;name
bench;1200;A bench at the brook
court;1500;A court for ball games
trees;900;Nine trees
light;1400;Light along the path
VOTES
voter_id;vote
1;bench,court
2;bench,court
3;bench,court
4;bench,court
5;bench,court
6;bench,court
7;trees,light
8;trees,light
9;trees
10;trees
